import { describe, expect, it } from 'vitest';
import { initialFrame } from '#domain/frame/frame.ts';
import { newItem } from './batchQueue.ts';
import type { BatchItem, BatchStatus } from '../shared/state/batchSlice.ts';
import { parseItems, parseLook, restoreItems } from './batchStored.ts';

const recipe = { styleId: '3d', strength: 1, exaggeration: 1.2, background: 'plain' } as const;
const drawn = {
  recipe,
  format: 'webp',
  shape: '1:1',
  besidePhoto: false,
  frame: { ...initialFrame, caption: 'A summer' },
  sizeBytes: 1200,
} as const;

const item = (id: string, status: BatchStatus, more: Partial<BatchItem> = {}): BatchItem => ({
  ...newItem(id, `${id}.jpg`),
  status,
  ...more,
});

describe('parseItems', () => {
  it('reads what was written, but neither handles nor what has to be found out anew', () => {
    const written = item('a', 'done', { drawn, styleId: 'anime', isSaved: true });
    const noise = { thumbnailId: 7, isLocked: true, isUnkept: true };
    const list: unknown = JSON.parse(JSON.stringify([{ ...written, ...noise }]));
    expect(parseItems(list)).toEqual([written]);
  });

  it('takes drawings of earlier versions as whole ones without a frame', () => {
    const { recipe, format, sizeBytes } = drawn;
    const [read] = parseItems([{ ...item('a', 'done'), drawn: { recipe, format, sizeBytes } }]);
    const expected = { ...drawn, shape: 'whole', besidePhoto: false, frame: null };
    expect(read?.drawn).toEqual(expected);
  });

  it('leaves out what makes no sense', () => {
    expect(parseItems('no list')).toEqual([]);
    const list = [null, 3, { id: 'a' }, { ...item('b', 'waiting'), status: 'flying' }];
    expect(parseItems(list)).toEqual([]);
    const oddDrawing = { ...drawn, recipe: { ...recipe, strength: 'much' } };
    expect(parseItems([{ ...item('a', 'done'), drawn: oddDrawing }])).toEqual([item('a', 'done')]);
    const oddFrame = { ...drawn, frame: { kind: 'mosaic' } };
    expect(parseItems([{ ...item('a', 'done'), drawn: oddFrame }])).toEqual([item('a', 'done')]);
  });
});

describe('restoreItems', () => {
  const stored = [
    item('a', 'done', { drawn, isSaved: true }),
    item('b', 'done', { drawn, isSaved: true }),
    item('c', 'running'),
    item('d', 'failed', { problem: 'TIMEOUT' }),
    item('e', 'cancelled'),
    item('f', 'waiting'),
  ];

  it('finishes what has its drawing and lets the rest wait, save for what was cancelled', () => {
    const { items, lost } = restoreItems(
      stored,
      () => true,
      (id) => id === 'a',
    );
    const statuses = ['done', 'waiting', 'waiting', 'waiting', 'cancelled', 'waiting'];
    expect(items.map(({ status }) => status)).toEqual(statuses);
    expect(items[0]).toEqual(stored[0]);
    expect(items[1]).toMatchObject({ drawn: null, isSaved: false });
    expect(lost).toEqual([]);
  });

  it('names the photos that were not kept; a drawing comes back without its photo', () => {
    const { items, lost } = restoreItems(
      stored,
      (id) => id === 'c',
      (id) => id === 'b',
    );
    expect(items.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(lost).toEqual(['a.jpg', 'd.jpg', 'e.jpg', 'f.jpg']);
  });
});

it('what a batch is drawn with comes back as far as it makes sense', () => {
  const applied = { name: 'Grin', edits: { tweaks: { smile: 0.8 } } };
  expect(parseLook({ applied, frame: initialFrame })).toEqual({ applied, frame: initialFrame });
  expect(parseLook(undefined)).toEqual({ applied: null, frame: null });
  const wrong = { applied: { name: 'Grin', edits: { strokes: 7 } }, frame: { kind: 'gold' } };
  expect(parseLook(wrong)).toEqual({ applied: null, frame: null });
});
