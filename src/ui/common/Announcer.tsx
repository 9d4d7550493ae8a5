import { useEffect, useRef } from 'react';
import { isLinked } from '#app/settings/settingsLink.ts';
import { savedWords, stageWords } from '#app/text/progressWords.ts';
import { type AppState, watch } from '#app/shared/state/store.ts';
import type { Text } from '#app/text/index.ts';
import { useFormats, useDownloadSubject, useText } from './useApp.ts';

/** Tells a screen reader what happens: the stage at hand, the result, the end of an export. */
export function Announcer() {
  const region = useRef<HTMLParagraphElement>(null);
  const text = useText();
  const formats = useFormats();
  const subject = useDownloadSubject();

  useEffect(() => {
    const words = (state: AppState): string => {
      const { drawing } = state.photo.work ?? {};
      const faceCount = drawing?.faces.length ?? 0;
      const faces = text.faces(faceCount, formats.count(faceCount));
      const notices = drawing?.notices.map((notice) => text.notices[notice]) ?? [];
      const ready = [text.drawingReady(faces), ...notices].join(' ');
      return jobWords(state, text, subject, ready);
    };
    return watch(words, (said) => {
      if (region.current) region.current.textContent = said;
    });
  }, [text, formats, subject]);

  return <p ref={region} className="visually-hidden" role="status" />;
}

function jobWords({ job, settings }: AppState, text: Text, subject: string, ready: string): string {
  if (job.save.status === 'running') return stageWords(job.saveHeadway, text, subject);
  if (job.save.status === 'done' && job.draw.status !== 'running') {
    return savedWords(job.save.task, text, isLinked(settings.styleId));
  }
  if (job.draw.status === 'running') {
    return job.draw.task === 'adjust' ? text.redrawing : stageWords(job.drawHeadway, text, subject);
  }
  // Failures are an alert of their own.
  return job.draw.status === 'done' ? ready : '';
}
