import type { TextTable } from '#app/text/table.ts';

const en = {
  documentTitle: 'Toonroom editor',
  startTitle: 'Your portrait, drawn.',
  startHint: 'or drop it here, or paste it',
  startPromise: (host: string) =>
    `Drawn on this device. ${host} gets a picture only when you hand it over.`,
  anotherPhoto: 'Another photo',
  usePicture: 'Use this picture',
  handingOver: 'Making the picture',
  goesTo: (host: string) => `Goes to ${host} when you press the button.`,
  handedOver: (host: string) => `${host} has it.`,
  aloneTitle: 'This editor works inside another page',
  aloneText: 'It was opened by itself, so there is nobody to hand a picture to.',
  openApp: 'Open Toonroom instead',
  wrongVersionTitle: 'This editor cannot start here',
  wrongVersionText: 'The page around it was made for another version of the editor.',
  missing: 'The editor did not load completely. Check your connection, then reload the page.',
  ended: 'The editor was closed by its page.',
};

const zhCN: typeof en = {
  documentTitle: 'Toonroom 编辑器',
  startTitle: '一张人像，洗出一幅漫画。',
  startHint: '也可以拖到这里，或直接粘贴',
  startPromise: (host) => `在本设备上绘制。图片经你确认，才会发给 ${host}。`,
  anotherPhoto: '换一张照片',
  usePicture: '用这张',
  handingOver: '正在生成图片',
  goesTo: (host) => `点「用这张」后，图片才会发给 ${host}。`,
  handedOver: (host) => `已发给 ${host}。`,
  aloneTitle: '这个编辑器要嵌在其他网页里使用',
  aloneText: '现在它被单独打开，图片没有网页可以接收。',
  openApp: '打开 Toonroom',
  wrongVersionTitle: '编辑器无法在这里启动',
  wrongVersionText: '所在网页用的是另一版本的接口。',
  missing: '编辑器没有加载完整。请检查网络后刷新网页。',
  ended: '编辑器已被所在网页关闭。',
};

/** The words of the editor for other people's pages. */
export const embedTexts: TextTable<typeof en> = { en, 'zh-CN': zhCN };
