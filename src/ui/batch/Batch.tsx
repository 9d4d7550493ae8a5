import { useCallback, useEffect, useRef, useState } from 'react';
import { useApp } from '../common/useApp.ts';
import { ProblemCaption } from '../photo/ProblemCaption.tsx';
import { BatchHead } from './BatchHead.tsx';
import { BatchNotes } from './BatchNotes.tsx';
import { BatchPrint } from './BatchPrint.tsx';
import { BatchViewer } from './BatchViewer.tsx';
import './batch.css';
import { useLaterText } from '../common/useLaterText.ts';

/** The contact sheet: every photo of the batch, how far it is, and its drawing. */
export function Batch() {
  const later = useLaterText();
  const items = useApp(({ batch }) => batch.items);
  const [openedId, setOpenedId] = useState<string | null>(null);
  const section = useRef<HTMLElement>(null);

  const close = useCallback(() => setOpenedId(null), []);

  // The button that led here is gone with its scene; the keyboard goes on from here.
  useEffect(() => {
    if (document.activeElement === document.body) section.current?.focus({ preventScroll: true });
  }, []);

  return (
    <section
      ref={section}
      className="panel stage batch"
      tabIndex={-1}
      aria-label={later.batchTitle}
    >
      <h1 className="visually-hidden">{later.batchTitle}</h1>
      <BatchHead />
      <BatchNotes />
      <ul className="contact-sheet">
        {items.map((item) => (
          <BatchPrint key={item.id} item={item} onOpen={setOpenedId} />
        ))}
      </ul>
      <div className="captions is-batch">
        <ProblemCaption />
      </div>
      {openedId !== null && <BatchViewer id={openedId} onShow={setOpenedId} onClose={close} />}
    </section>
  );
}
