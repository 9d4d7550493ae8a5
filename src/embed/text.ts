import type { TextTable } from '#app/text/table.ts';

const en = {
  documentTitle: 'Toonroom editor',
  startTitle: 'Your portrait, drawn.',
  startHint: 'or drop it here, or paste it',
  startPromise: (host: string) => `Drawn on this device. ${host} gets only what you hand over.`,
  anotherPhoto: 'Another photo',
  usePicture: 'Use this picture',
  handingOver: 'Making the picture',
  goesTo: (host: string) => `Goes to ${host} when you press the button.`,
  handedOver: (host: string) => `${host} has it.`,
  aloneTitle: 'This editor belongs on another page',
  aloneText: 'It was opened by itself, so there is nobody to hand a picture to.',
  openApp: 'Open Toonroom instead',
  wrongVersionTitle: 'This editor cannot start here',
  wrongVersionText: 'The page around it speaks another version of its language.',
  missing: 'The editor did not load completely. Check your connection, then reload the page.',
  ended: 'The editor was closed by its page.',
};

const zhCN: typeof en = {
  documentTitle: 'Toonroom 编辑器',
  startTitle: '你的肖像，变成画。',
  startHint: '也可以拖到这里，或直接粘贴',
  startPromise: (host) => `在本设备上绘制，${host} 只会收到你交出的图片。`,
  anotherPhoto: '换一张照片',
  usePicture: '用这张',
  handingOver: '正在生成图片',
  goesTo: (host) => `点按钮后，图片才会交给 ${host}。`,
  handedOver: (host) => `已交给 ${host}。`,
  aloneTitle: '这个编辑器要嵌在其他网页里使用',
  aloneText: '它被单独打开了，图片没有可以交付的网页。',
  openApp: '打开 Toonroom',
  wrongVersionTitle: '编辑器无法在这里启动',
  wrongVersionText: '外层网页使用的协议版本不同。',
  missing: '编辑器没有加载完整。请检查网络后刷新网页。',
  ended: '网页已关闭编辑器。',
};

/** The words of the editor for other people's pages. */
export const embedTexts: TextTable<typeof en> = { en, 'zh-CN': zhCN };
