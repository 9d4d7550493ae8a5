import { type RefObject, useEffect, useRef } from 'react';
import { addBubble, changeBubble, chooseBubble, removeBubble } from '#app/export/frames/maker.ts';
import type { FinishedWork } from '#app/shared/state/photoSlice.ts';
import { frameTexts } from '#app/text/edit/frame.ts';
import { bubbleKinds, mostBubbles } from '#domain/frame/frame.ts';
import { Icon, PathIcon } from '../../../common/Icon.tsx';
import { useFormats } from '../../../common/useApp.ts';
import { useTexts } from '../../../common/useTexts.ts';
import { useMaker } from './useMaker.ts';

const icons = {
  speech:
    'M12 4c5 0 9 3 9 6.800s-4 6.700-9 6.700c-1 0-2-.1-2.900-.4L5 20.500l.8-4.800C4 14.500 3 12.700 3 10.800 3 7 7 4 12 4z',
  thought:
    'M8 15a4 4 0 0 1-1.500-7.700A5 5 0 0 1 15.500 5.500a4.200 4.200 0 0 1 3 7.500A4 4 0 0 1 12 15a5 5 0 0 1-4 0zM7 18.500a1.200 1.200 0 1 0 .1 0zM4 21v.1',
} as const;

interface BubbleFieldsProps {
  readonly work: FinishedWork;
  /** Where the words of the chosen bubble are written. */
  readonly words: RefObject<HTMLTextAreaElement | null>;
}

/** Adds bubbles, and lets the chosen one be written in. */
export function BubbleFields({ work, words }: BubbleFieldsProps) {
  const text = useTexts(frameTexts);
  const formats = useFormats();
  const bubbles = useMaker(({ frame }) => frame.bubbles);
  const chosen = useMaker(({ bubble }) => bubble);
  const isPassport = useMaker(({ print }) => print?.paper === 'passport');
  const wasAdded = useRef(false);
  const place = useRef<HTMLElement>(null);

  // The field is there only once the bubble is.
  useEffect(() => {
    if (!wasAdded.current) return;
    wasAdded.current = false;
    words.current?.focus();
  });

  if (isPassport) return null;
  const bubble = chosen === null ? undefined : bubbles[chosen];
  return (
    <section className="maker-part" ref={place} aria-label={text.bubbles}>
      <div className="tool-row">
        {bubbleKinds.map((kind) => (
          <button
            key={kind}
            type="button"
            className="tool"
            disabled={bubbles.length >= mostBubbles}
            onClick={() => {
              wasAdded.current = true;
              addBubble(kind, work);
            }}
          >
            <PathIcon path={icons[kind]} />
            {text.addBubble[kind]}
          </button>
        ))}
      </div>
      {bubbles.length > 1 && (
        <div className="maker-list">
          {bubbles.map(({ kind, text: said }, index) => (
            <button
              // oxlint-disable-next-line react/no-array-index-key -- bubbles are known by their place in the list
              key={index}
              type="button"
              className="maker-chip"
              aria-pressed={index === chosen}
              aria-label={text.bubbleNames[kind](
                formats.count(index + 1),
                said.trim() || text.emptyBubble,
              )}
              onClick={() => chooseBubble(index)}
            >
              {formats.count(index + 1)}
            </button>
          ))}
        </div>
      )}
      {bubble && chosen !== null && (
        <div className="maker-words">
          <label htmlFor="bubble-words">{text.bubbleText}</label>
          <div className="maker-row">
            <textarea
              id="bubble-words"
              ref={words}
              rows={2}
              dir="auto"
              value={bubble.text}
              aria-describedby="bubble-hint"
              onChange={({ currentTarget }) =>
                changeBubble(chosen, { text: currentTarget.value }, `bubble ${chosen}`)
              }
            />
            <button
              type="button"
              className="quiet-button is-square"
              aria-label={text.removeBubble}
              title={text.removeBubble}
              onClick={() => {
                place.current?.querySelector('button')?.focus();
                removeBubble(chosen);
              }}
            >
              <Icon name="bin" />
            </button>
          </div>
          <p className="hint" id="bubble-hint">
            {text.bubbleHint}
          </p>
        </div>
      )}
    </section>
  );
}
