import type { JobKind } from '../diagnosticsSlice.ts';
import type { KeptItem } from '../kept.ts';
import type { Language } from '../settingsSlice.ts';
import { plural } from './plural.ts';

// The words of what is fetched when it is asked for: the results, the gallery, the panels. They are fetched with it.

const en = {
  examplesTitle: 'Eight people, eight styles',
  examplesCredit: 'Drawn from generated portraits: nobody shown here exists.',
  backToDrawing: 'Back to your drawing',
  resultOf: (style: string, photo: string) => `${style}, ${photo}`,
  compareWith: (style: string) => `Compare with ${style}`,
  compareShort: 'Compare',
  compareWithPhoto: 'Compare with the photo again',
  galleryKeep: 'Keep a copy of every drawing that I download, copy or share',
  galleryPromise: (limit: string) =>
    `Copies stay in this browser, without the photo’s name. Beyond ${limit} MB the oldest go. Batches are not kept.`,
  galleryEmpty: 'Nothing is kept here.',
  galleryRefused: 'This browser keeps nothing for this page.',
  galleryHolds: (count: number, shown: string, size: string) =>
    `${plural(count, '1 drawing', `${shown} drawings`)}, ${size}`,
  galleryDrawing: (style: string, time: string) => `${style}, ${time}`,
  galleryErase: 'Erase all',
  galleryEraseHint: 'This cannot be taken back. Files that you saved elsewhere stay.',
  galleryEraseNow: 'Erase every drawing',
  lookAt: (item: string) => `Look at: ${item}`,
  downloadItem: (item: string) => `Download: ${item}`,

  privacyCheck: 'Privacy check',
  requestsMade: (own: number, shown: string) =>
    `${plural(own, '1 request', `${shown} requests`)} to this site since the page was opened, for the app itself.`,
  requestsForeign: (count: number, shown: string) =>
    count === 0
      ? 'None to anybody else.'
      : `${plural(count, '1 request', `${shown} requests`)} to somebody else.`,
  requestsSource: 'Counted by your browser, not by us.',
  countAgain: 'Count again',
  checkSteps: [
    'Save everything for use without a network, below.',
    'Cut the connection: switch on flight mode.',
    'Draw a photo. It works, because nothing is sent.',
  ],
  offlineTitle: 'Without a network',
  offlineReady: 'Everything that drawing needs is on this device.',
  offlineNotYet: 'Some of what drawing needs is still to be fetched.',
  offlineNone: 'This browser or address cannot keep the app for use without a network.',
  saveForOffline: (size: string) => `Save everything (${size})`,
  savingForOffline: 'Saving',
  savedForOffline: 'Saved. You may cut the connection.',
  saveForOfflineFailed:
    'Something could not be fetched or kept. Check the connection and the free space, then try again.',
  shareMenuTitle: 'In the share menu',
  shareMenu: 'Take photos from the system’s share menu',
  shareMenuWhat:
    'Other apps can then share photos with the installed app. They go straight to it, on this device. Not every browser can do it, and the system may need a day to follow this switch.',
  shareMenuCare:
    'While it is on, do not clear this site’s data: your system would then send the next shared photo to this site’s host. Uninstall the app first.',
  keptTitle: 'What is kept here',
  keptNothing: 'Nothing yet.',
  keptItems: {
    app: 'The app itself',
    engines: 'The drawing engine',
    faces: 'The face finder',
    styles: 'All styles',
    samples: 'The sample photos',
    visit: 'The photos and drawings of this tab',
    batch: 'The photos and drawings of your batch',
    gallery: 'Your gallery',
    settings: 'Your settings',
  },
  keptVisitHint:
    'So that a reload loses nothing. Erased once the tab is closed, unless the gallery is on.',
  forget: 'Delete',
  forgetItem: (item: string) => `Delete: ${item}`,
  keepForGood: 'Keep it until I delete it',
  keptForGood: 'Your browser will not clear this by itself.',
  keptForNow: 'Your browser may clear this when space runs short.',

  diagnosticsPromise:
    'How this page runs here, for you and for whoever you give it to. Nothing of it is sent, and it holds neither pictures nor file names.',
  diagnosticsCopy: 'Copy as JSON',
  diagnosticsCopied: 'Copied.',
  diagnosticsNotCopied: 'The browser refused to copy. Save it as a file instead.',
  diagnosticsSave: 'Save as a file',
  diagnosticsNoBackend: 'Nothing has been made ready for drawing yet.',
  diagnosticsDevice: 'This device',
  diagnosticsVersion: 'Version',
  diagnosticsBrowser: 'Browser',
  diagnosticsLanguages: 'Languages',
  diagnosticsScreen: 'Screen',
  diagnosticsProcessors: 'Processor cores',
  diagnosticsIsolated: 'Several threads',
  diagnosticsIsIsolated: 'Allowed: the page is isolated from other sites.',
  diagnosticsNotIsolated: 'Not allowed: the server does not isolate the page.',
  diagnosticsDeviceMemory: 'Memory',
  diagnosticsNotTold: 'Not told by this browser',
  diagnosticsMemory: 'Memory and storage',
  diagnosticsPageMemory: 'In use by the page',
  diagnosticsEngineMemory: 'In use for drawing',
  diagnosticsMeasuring: 'Being measured, which may take a minute',
  diagnosticsStorage: 'Kept on this device',
  diagnosticsStorageOf: (used: string, quota: string) => `${used} of at most ${quota}`,
  diagnosticsCache: (count: number, shown: string, size: string) =>
    `${plural(count, '1 file', `${shown} files`)}, ${size}`,
  diagnosticsKeepsNoModels:
    'This browser does not keep the styles: they run from memory and are fetched again on the next visit.',
  diagnosticsErrors: 'Errors',
  diagnosticsNoErrors: 'None so far.',
  diagnosticsJobs: (count: string) => `The last ${count} jobs`,
  diagnosticsNoJobs: 'None so far.',
  diagnosticsAborted: 'Cancelled',
  diagnosticsRecalled: 'Seen before: answered from memory',
  jobKinds: {
    styles: 'Looking up the styles',
    open: 'Opening a photo',
    load: 'Preparing a style',
    render: 'Drawing',
    encode: 'Saving',
    thumbnails: 'Showing you in every style',
    closeUp: 'Sharper for a closer look',
  },
};

export type LaterText = Omit<typeof en, keyof CodedText> & CodedText;

interface CodedText {
  readonly keptItems: Readonly<Record<KeptItem, string>>;
  readonly jobKinds: Readonly<Record<JobKind, string>>;
}

const zhCN: LaterText = {
  examplesTitle: '八个人，八种画风',
  examplesCredit: '由 AI 生成的人像画成，画中人并不存在。',
  backToDrawing: '回到刚才的画',
  resultOf: (style, photo) => `${style}，${photo}`,
  compareWith: (style) => `与「${style}」对比`,
  compareShort: '对比',
  compareWithPhoto: '改回与照片对比',
  galleryKeep: '凡是下载、复制或分享的画，都留一份副本',
  galleryPromise: (limit) =>
    `副本只留在这个浏览器里，不含照片的名字。超过 ${limit} MB 时最早的会移走。批量的画不会留下。`,
  galleryEmpty: '这里什么都没有留下。',
  galleryRefused: '这个浏览器不为本页保留任何东西。',
  galleryHolds: (_count, shown, size) => `${shown} 幅画，${size}`,
  galleryDrawing: (style, time) => `${style}，${time}`,
  galleryErase: '全部清除',
  galleryEraseHint: '清除后无法找回。你另外保存的文件不受影响。',
  galleryEraseNow: '清除所有的画',
  lookAt: (item) => `看看：${item}`,
  downloadItem: (item) => `下载：${item}`,

  privacyCheck: '隐私检查',
  requestsMade: (_own: number, shown: string) =>
    `打开页面以来，向本站发出了 ${shown} 个请求，都是为了取应用本身。`,
  requestsForeign: (count: number, shown: string) =>
    count === 0 ? '没有向别处发出任何请求。' : `向别处发出了 ${shown} 个请求。`,
  requestsSource: '这是浏览器自己数的，不是我们数的。',
  countAgain: '再数一次',
  checkSteps: [
    '先在下面把一切都保存下来，供没有网络时使用。',
    '断开网络：打开飞行模式。',
    '画一张照片。照样能画，因为什么都不用发送。',
  ],
  offlineTitle: '没有网络时',
  offlineReady: '画画需要的一切都已在这台设备上。',
  offlineNotYet: '画画需要的东西还有一部分没有取来。',
  offlineNone: '这个浏览器或这个网址不能保存应用供离线使用。',
  saveForOffline: (size: string) => `全部保存（${size}）`,
  savingForOffline: '正在保存',
  savedForOffline: '已保存，可以断网了。',
  saveForOfflineFailed: '有的东西没能取到或存下。请检查网络和剩余空间，再试一次。',
  shareMenuTitle: '分享菜单',
  shareMenu: '接收系统分享菜单里的照片',
  shareMenuWhat:
    '打开后，可以在别的应用里把照片分享给已安装的应用。照片直接交给它，不离开这台设备。不是每种浏览器都支持；系统可能要过一天才跟上这个开关。',
  shareMenuCare:
    '打开期间，请不要清除本站的数据：否则系统会把下一张分享的照片发给本站的服务器。要清除，请先卸载应用。',
  keptTitle: '这里保存了什么',
  keptNothing: '还什么都没有。',
  keptItems: {
    app: '应用本身',
    engines: '绘画引擎',
    faces: '人脸查找',
    styles: '全部画风',
    samples: '示例照片',
    visit: '这个标签页里的照片和画',
    batch: '这批照片和画',
    gallery: '你的画廊',
    settings: '你的设置',
  },
  keptVisitHint: '刷新页面后可以接着画。关闭标签页后会清除（开启画廊时保留）。',
  forget: '删除',
  forgetItem: (item: string) => `删除：${item}`,
  keepForGood: '一直保留，直到我删除',
  keptForGood: '浏览器不会自行清除这些内容。',
  keptForNow: '空间不足时，浏览器可能会清除这些内容。',

  diagnosticsPromise:
    '这里记录页面在本机的运行情况，给你自己看，也可以由你交给别人。其中没有图片和文件名，也不会发送到任何地方。',
  diagnosticsCopy: '复制为 JSON',
  diagnosticsCopied: '已复制。',
  diagnosticsNotCopied: '浏览器不允许复制，请改为存成文件。',
  diagnosticsSave: '存成文件',
  diagnosticsNoBackend: '还没有为绘制做过准备。',
  diagnosticsDevice: '这台设备',
  diagnosticsVersion: '版本',
  diagnosticsBrowser: '浏览器',
  diagnosticsLanguages: '语言',
  diagnosticsScreen: '屏幕',
  diagnosticsProcessors: '处理器核心',
  diagnosticsIsolated: '多线程',
  diagnosticsIsIsolated: '可用：页面与其他网站隔离。',
  diagnosticsNotIsolated: '不可用：服务器没有隔离这个页面。',
  diagnosticsDeviceMemory: '内存',
  diagnosticsNotTold: '这个浏览器没有提供',
  diagnosticsMemory: '内存和存储',
  diagnosticsPageMemory: '页面占用',
  diagnosticsEngineMemory: '绘制占用',
  diagnosticsMeasuring: '正在测量，可能要一分钟',
  diagnosticsStorage: '存放在本机',
  diagnosticsStorageOf: (used, quota) => `${used}，上限 ${quota}`,
  diagnosticsCache: (_count, shown, size) => `${shown} 个文件，${size}`,
  diagnosticsKeepsNoModels: '这个浏览器没有保留画风：画风在内存里使用，下次访问要重新下载。',
  diagnosticsErrors: '错误',
  diagnosticsNoErrors: '目前没有。',
  diagnosticsJobs: (count) => `最近 ${count} 次任务`,
  diagnosticsNoJobs: '目前没有。',
  diagnosticsAborted: '已取消',
  diagnosticsRecalled: '见过这张图，沿用已有结果',
  jobKinds: {
    styles: '查找画风',
    open: '打开照片',
    load: '准备画风',
    render: '绘制',
    encode: '保存',
    thumbnails: '用各种画风预览',
    closeUp: '放大后画得更清晰',
  },
};

export const laterTexts: Readonly<Record<Language, LaterText>> = { en, 'zh-CN': zhCN };
