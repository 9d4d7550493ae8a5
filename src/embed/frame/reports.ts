import { languages } from '#app/shared/state/settingsSlice.ts';
import { getState, watch } from '#app/shared/state/store.ts';
import { protocolVersion, type Report } from '../protocol/messages.ts';
import { toldCode } from './results.ts';
import { isFromHost, isHostsJob } from './photos.ts';

/** Tells the page what happens, from now on; returns what stops it. Of a photo of the person it tells no facts. */
export function followState(report: (report: Report) => void): () => void {
  const stops = [
    watch(
      ({ device }) => device.styles,
      (styles) => {
        if (styles.length === 0) return;
        const choices = styles.map(({ id, names }) => ({ id, names: { ...names } }));
        report({ type: 'ready', version: protocolVersion, styles: choices, languages });
      },
    ),
    watch(
      ({ photo }) => photo.incoming?.photoId,
      () => {
        const { incoming } = getState().photo;
        if (!incoming) return;
        const { width, height } = incoming;
        report(
          isFromHost(incoming)
            ? { type: 'photo', from: 'host', width, height }
            : { type: 'photo', from: 'user' },
        );
      },
    ),
    watch(
      ({ photo }) => photo.work?.drawing,
      (drawing) => {
        const { work } = getState().photo;
        if (!work || !drawing) return;
        const { styleId } = drawing.recipe;
        const faces = drawing.faces.filter(({ drawnAs }) => drawnAs === 'face').length;
        report(
          isFromHost(work.photo)
            ? { type: 'drawn', from: 'host', styleId, faces }
            : { type: 'drawn', from: 'user' },
        );
      },
    ),
    watch(
      ({ job }) => job.drawHeadway,
      (headway) => {
        if (!headway || !isHostsJob(getState())) return;
        const { stage, fraction } = headway;
        report({ type: 'progress', stage, fraction });
      },
    ),
    watch(
      ({ job }) => job.draw,
      (draw) => {
        if (draw.status !== 'failed' || !isHostsJob(getState())) return;
        report({ type: 'error', code: toldCode(draw.problem.code), id: null });
      },
    ),
  ];
  return () => stops.forEach((stop) => stop());
}
