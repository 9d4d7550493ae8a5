/** A drying line that sags a little. */
export function Wire() {
  return (
    <svg className="wire" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <path d="M0 0 Q50 20 100 0" />
    </svg>
  );
}
