import type { Formats } from '../shared/formats.ts';
import type { Headway, SaveTask } from '../shared/state/jobSlice.ts';
import type { Text } from './index.ts';

/** What a job is doing, in the person's words; `subject` is what a download fetches. */
export function progressWords(
  headway: Headway | null,
  text: Text,
  formats: Formats,
  subject: string,
): string {
  if (!headway) return text.progressStart;
  const { stage, done, total } = headway;
  const several = done !== undefined && total !== undefined && total > 1;
  // `done` counts what is finished, people count the one at hand.
  const current = several ? formats.count(Math.min(done + 1, total)) : '';
  switch (stage) {
    case 'download':
      return several
        ? text.progressDownloadShare(subject, formats.percent(done / total))
        : text.progressDownload(subject);
    case 'prepare':
      return text.progressPrepare;
    case 'decode':
      return text.progressDecode;
    case 'detect':
      return text.progressDetect;
    case 'landmarks':
      return several
        ? text.progressLandmarksOf(current, formats.count(total))
        : text.progressLandmarks;
    case 'analyse':
      return text.progressAnalyse;
    case 'scene':
      return text.progressScene;
    case 'face':
      return several ? text.progressFaceOf(current, formats.count(total)) : text.progressFace;
    case 'compose':
      return text.progressCompose;
    case 'frames':
      return text.progressFrames;
    case 'encode':
      return text.progressEncode;
  }
}

/** The same without numbers, for a screen reader: it changes with the stage only. */
export function stageWords(headway: Headway | null, text: Text, subject: string): string {
  if (headway?.stage === 'download') return text.progressDownload(subject);
  return headway ? text.stageNames[headway.stage] : text.progressStart;
}

/** What there is to say once something has left the page; `hasStyle`: whether a link could carry the style. */
export function savedWords(task: SaveTask, text: Text, hasStyle: boolean): string {
  const words = {
    save: text.saved,
    copy: text.copied,
    share: text.readyToShare,
    archive: text.saved,
    sheet: text.saved,
    link: hasStyle ? text.linkCopied : text.linkWithoutStyle,
  };
  return words[task];
}
