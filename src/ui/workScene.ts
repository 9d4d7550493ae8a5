// What is shown of a photo: fetched while the empty page waits for one.

export const loadPhotoView = async () => (await import('./photo/PhotoView.tsx')).PhotoView;

export const loadPhotoControls = async () =>
  (await import('./settings/PhotoControls.tsx')).PhotoControls;

/** Fetches both ahead. */
export async function fetchWorkScene(): Promise<void> {
  // Where they cannot be had yet, they are asked for again when a photo comes.
  await Promise.allSettled([loadPhotoView(), loadPhotoControls()]);
}
