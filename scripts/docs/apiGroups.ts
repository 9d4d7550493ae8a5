import type { ApiEntry } from '../../src/docs/reference/api.ts';
import type { DocsLanguage } from '../../src/docs/site.ts';
import type { ReferenceGroup } from '../../src/docs/templates.ts';

interface Group {
  readonly id: string;
  readonly titles: Readonly<Record<DocsLanguage, string>>;
  readonly names: readonly string[];
}

/** The reference's sections: every export of the package is in one of them. */
const groups: readonly Group[] = [
  {
    id: 'start',
    titles: { en: 'Start', zh: '入口' },
    names: ['createCartoonizer', 'CartoonizerOptions', 'Cartoonizer', 'CallOptions'],
  },
  {
    id: 'photos',
    titles: { en: 'Photos and drawings', zh: '照片与画作' },
    names: [
      'PhotoInfo',
      'ImageFormat',
      'RenderOptions',
      'RenderResult',
      'CloseUp',
      'ThumbnailsOrder',
      'ThumbnailOrder',
      'StyleEntry',
      'Notice',
      'Output',
      'Shape',
      'Box',
    ],
  },
  {
    id: 'recipes',
    titles: { en: 'Recipes', zh: '配方' },
    names: [
      'Recipe',
      'Background',
      'BackdropLook',
      'Colours',
      'FaceRecipe',
      'FaceTweaks',
      'PhotoEdit',
      'CropArea',
      'EditedPhoto',
      'Stroke',
      'StrokeEffect',
      'StrokeArea',
      'StrokePath',
      'PictureSize',
    ],
  },
  {
    id: 'faces',
    titles: { en: 'Faces', zh: '人脸' },
    names: ['FoundFace', 'FaceSummary', 'HeadSquare', 'DisplacementGrid', 'FaceFidelity'],
  },
  {
    id: 'errors-and-progress',
    titles: { en: 'Errors, progress, events', zh: '错误、进度与事件' },
    names: [
      'EngineError',
      'ErrorCode',
      'EngineErrorShape',
      'Progress',
      'Stage',
      'StageTimings',
      'EngineEvent',
    ],
  },
  {
    id: 'videos',
    titles: { en: 'Cameras and videos', zh: '摄像头与视频' },
    names: [
      'FrameResult',
      'VideoInfo',
      'VideoOrder',
      'VideoFormat',
      'VideoOptions',
      'VideoFrameNews',
      'VideoResult',
      'PauseSwitch',
    ],
  },
  {
    id: 'own-styles',
    titles: { en: 'Styles from pictures and models', zh: '来自图片与模型的风格' },
    names: [
      'StyleReading',
      'ReadNumber',
      'ReadingGroup',
      'ColourScript',
      'OwnModel',
      'OwnModelSettings',
      'Layout',
      'ColourRange',
      'Reach',
      'OwnModelReport',
      'OnnxHeader',
      'OnnxValue',
      'ModelFault',
      'ModelTrial',
    ],
  },
  {
    id: 'backends',
    titles: { en: 'Backends', zh: '计算后端' },
    names: ['BackendPreference', 'BackendChoice', 'BackendId', 'BackendReason'],
  },
  {
    id: 'tools',
    titles: { en: 'For tools', zh: '供工具使用' },
    names: ['CallName', 'callNames', 'engineCalls', 'PlainCalls', 'RequestCount'],
  },
];

/** The exports in sections. Throws an Error where one is in none, or a section names what is not exported. */
export function groupApi(
  api: readonly ApiEntry[],
  language: DocsLanguage,
): readonly ReferenceGroup[] {
  const left = new Map(api.map((entry) => [entry.name, entry]));
  const take = (name: string): ApiEntry => {
    const entry = left.get(name);
    if (!entry) throw new Error(`The package exports no ${name}, or two sections name it.`);
    left.delete(name);
    return entry;
  };
  const all = groups.map(({ id, titles, names }) => ({
    id,
    title: titles[language],
    entries: names.map(take),
  }));
  if (left.size > 0) throw new Error(`Name in apiGroups.ts: ${[...left.keys()].join(', ')}`);
  return all;
}
