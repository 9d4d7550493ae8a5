import { useStore } from 'zustand';
import { draftStore, type PhotoDraft } from '#app/settings/edit/photoDraft.ts';

/** A value of what is set for the photo; the component renders again when it becomes another one. */
export function useDraft<Value>(select: (draft: PhotoDraft) => Value): Value {
  return useStore(draftStore, select);
}
