import { type Maker, maker } from '#app/export/frames/maker.ts';
import { useStore } from 'zustand';

/** A value of what the frame is made of; the component renders again when it becomes another one. */
export function useMaker<Value>(select: (state: Maker) => Value): Value {
  return useStore(maker, select);
}
