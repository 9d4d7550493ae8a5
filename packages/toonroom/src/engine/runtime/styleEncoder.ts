import type { StyleManifest } from '#domain/model/styleManifest.ts';
import type { Tensor } from '#domain/picture/tensor.ts';
import type { ReadNumber } from '#domain/style/reading.ts';
import type { BackendId } from '../contract.ts';
import { createProcessorSession, wasmThreads } from './backend.ts';
import type { PrepareNews } from './downloadTally.ts';
import type { ModelStore } from './modelStore.ts';
import type { GraphSession } from './session.ts';
import { SharedTask } from './sharedTask.ts';

/** Reads the numbers of a style from a drawing. */
export interface StyleEncoder {
  /** `picture` is [1,3,256,256]; `drawn` is how likely it is drawn and no photo. */
  read(
    picture: Tensor,
  ): Promise<{ readonly numbers: readonly ReadNumber[]; readonly drawn: number }>;
}

/** The encoder of this worker, downloaded and set up at its first use. It runs on the processor: it is small. */
export function styleEncoderTask(
  store: ModelStore,
  plannedBackend: () => Promise<BackendId>,
): SharedTask<StyleEncoder, PrepareNews> {
  return new SharedTask(async (tell) => {
    const { styleEncoder } = (await store.manifest()).model;
    const graph = await store.file(styleEncoder, (receivedBytes) =>
      tell({ kind: 'bytes', name: styleEncoder.file, receivedBytes }),
    );
    tell({ kind: 'downloaded' });
    const session = await createProcessorSession(await plannedBackend(), graph, wasmThreads());
    return wrap(session, styleEncoder.reads);
  });
}

function wrap(
  session: GraphSession,
  reads: StyleManifest['model']['styleEncoder']['reads'],
): StyleEncoder {
  return {
    async read(picture) {
      const { code, drawn } = await session.run({ picture }, ['code', 'drawn']);
      const numbers = reads.map(({ name, group }, index) => ({
        name,
        group,
        share: code.data[index]!,
        deviation: code.data[reads.length + index]!,
      }));
      return { numbers, drawn: drawn.data[0]! };
    },
  };
}
