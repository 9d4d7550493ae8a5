/** Safari starts reading a download's address late. */
const addressLifeMs = 60_000;

/** Hands `file` to the browser as a download. */
export function downloadFile(file: File): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), addressLifeMs);
}
