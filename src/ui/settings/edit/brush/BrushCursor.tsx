interface BrushCursorProps {
  /** Of its middle, in shares of the picture's width and height. */
  readonly place: { readonly x: number; readonly y: number };
  /** Diameter, in shares of the picture's width. */
  readonly share: number;
  readonly hardness: number;
  /** Marks the middle: it is moved by keys. */
  readonly hasCross: boolean;
}

/** The brush over the picture: its edge, and what of it is covered wholly. */
export function BrushCursor({ place, share, hardness, hasCross }: BrushCursorProps) {
  return (
    <div
      className="brush-cursor"
      data-cross={hasCross}
      style={{
        left: `${place.x * 100}%`,
        top: `${place.y * 100}%`,
        width: `${share * 100}%`,
        '--hard': `${hardness * 100}%`,
      }}
    />
  );
}
