import { useEffect, useState } from 'react';
import { warmUp } from '#app/photo/engine.ts';
import { isTextField } from '../common/textField.ts';
import { useText } from '../common/useApp.ts';

const carriesFiles = (event: DragEvent): boolean =>
  event.dataTransfer?.types.includes('Files') ?? false;

async function takeBackdrop(file: File): Promise<void> {
  // Where it can be dropped, this part is there already.
  const { setBackdropPicture } = await import('#app/settings/background.ts');
  await setBackdropPicture(file);
}

/** Whether something is dropped where the picture behind the people is chosen. */
const isBackdrop = ({ clientX, clientY }: DragEvent): boolean =>
  document
    .elementsFromPoint(clientX, clientY)
    .some((element) => element.closest('.backdrop-kinds') !== null);

interface DropZoneProps {
  /** Must be the same function for as long as the zone is there; is called while the event is being handled. */
  readonly take: (carrier: DataTransfer | null) => Promise<void>;
}

/** Takes in what is dropped or pasted anywhere on the page, and shows where a drop would go. */
export function DropZone({ take }: DropZoneProps) {
  const text = useText();
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    const stop = new AbortController();
    const { signal } = stop;
    addEventListener(
      'dragenter',
      (event) => {
        if (!carriesFiles(event)) return;
        setIsOver(true);
        void warmUp();
      },
      { signal },
    );
    addEventListener(
      'dragover',
      (event) => {
        if (carriesFiles(event)) event.preventDefault();
      },
      { signal },
    );
    addEventListener(
      'dragleave',
      (event) => {
        if (event.relatedTarget === null) setIsOver(false);
      },
      { signal },
    );
    addEventListener(
      'drop',
      (event) => {
        setIsOver(false);
        if (!carriesFiles(event)) return;
        event.preventDefault();
        const [file] = event.dataTransfer?.files ?? [];
        if (file && isBackdrop(event)) void takeBackdrop(file);
        else void take(event.dataTransfer);
      },
      { signal },
    );
    addEventListener(
      'paste',
      (event) => {
        if (!isTextField(event.target)) void take(event.clipboardData);
      },
      { signal },
    );
    return () => stop.abort();
  }, [take]);

  if (!isOver) return null;
  return (
    <div className="drop-zone">
      <p className="heading">{text.dropHere}</p>
    </div>
  );
}
