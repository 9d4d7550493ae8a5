import type { Sample } from '#app/photo/samples.ts';
import { Clip } from './Clip.tsx';

/** A sample as it hangs on the line: the drawing lies on the photo. */
export function PrintPicture({ sample }: { readonly sample: Sample }) {
  return (
    <>
      <Clip />
      <span className="print-picture">
        <img src={sample.printUrl} alt="" width="384" height="384" draggable={false} />
        <img src={sample.drawnUrl} alt="" width="384" height="384" draggable={false} />
      </span>
    </>
  );
}
