import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { moveItemTo } from '#app/batch/batch.ts';
import type { BatchItem } from '#app/shared/state/batchSlice.ts';
import { getState } from '#app/shared/state/store.ts';
import { Icon } from '../common/Icon.tsx';
import { useLaterText } from '../common/useLaterText.ts';

const steps: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowUp: -1,
  ArrowRight: 1,
  ArrowDown: 1,
};

const indexOf = (id: string): number => getState().batch.items.findIndex((item) => item.id === id);

/** Moves a waiting photo: dragged, by arrow keys, or by a press to the head of the queue. */
export function MoveHandle({ item }: { readonly item: BatchItem }) {
  const later = useLaterText();
  const wasDragged = useRef(false);
  const { id, fileName } = item;

  const drag = (event: PointerEvent<HTMLElement>): void => {
    if (event.button !== 0) return;
    wasDragged.current = false;
    const stop = new AbortController();
    const options = { signal: stop.signal };
    const follow = ({ clientX, clientY }: globalThis.PointerEvent): void => {
      const under = document
        .elementFromPoint(clientX, clientY)
        ?.closest<HTMLElement>('[data-item]');
      const overId = under?.dataset['item'];
      if (overId === undefined || overId === id) return;
      wasDragged.current = true;
      moveItemTo(id, indexOf(overId));
    };
    // The handle itself moves with its photo and would lose a pointer that it has captured.
    addEventListener('pointermove', follow, options);
    addEventListener('pointerup', () => stop.abort(), options);
    addEventListener('pointercancel', () => stop.abort(), options);
  };

  const press = (): void => {
    const { items } = getState().batch;
    if (!wasDragged.current)
      moveItemTo(
        id,
        items.findIndex(({ status }) => status === 'waiting'),
      );
    wasDragged.current = false;
  };

  const step = (event: KeyboardEvent<HTMLElement>): void => {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const handle = event.currentTarget;
    moveItemTo(id, indexOf(id) + by);
    // Moving it in the list takes the focus away.
    requestAnimationFrame(() => handle.focus());
  };

  return (
    <button
      type="button"
      className="quiet-button is-square move-handle"
      aria-label={later.moveItem(fileName)}
      title={later.moveHint}
      onPointerDown={drag}
      onClick={press}
      onKeyDown={step}
    >
      <Icon name="move" />
    </button>
  );
}
