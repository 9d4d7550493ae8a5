/** A clothes peg. */
export function Clip() {
  return (
    <svg className="clip" viewBox="0 0 18 44" aria-hidden="true">
      <path className="clip-wood" d="M3 2h12l-1.5 40h-9z" />
      <path className="clip-spring" d="M1.5 17h15M9 22v19" />
    </svg>
  );
}
