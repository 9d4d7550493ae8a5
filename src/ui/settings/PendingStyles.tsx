/** As many as there will be, so that nothing moves when they come. */
export function PendingStyles() {
  return Array.from({ length: 8 }, (_, index) => (
    <div key={index} className="style">
      <span className="style-picture" />
      <span className="style-name">&nbsp;</span>
    </div>
  ));
}
