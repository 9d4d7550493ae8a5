import type { Page } from '#domain/frame/paper.ts';
import { addresses } from '../../shared/handles.ts';

const sheetClass = 'print-sheet';
/** Browsers without `afterprint` keep the sheet no longer than this. */
const sheetLifeMs = 10 * 60_000;

/** Takes the last sheet away. */
let cleanUp: (() => void) | null = null;

/**
 * Opens the browser's print dialog with one page of exactly the picture's size in mm; everything else of the page stays
 * off paper. Rejects where the picture cannot be shown.
 */
export async function printPicture(file: Blob, { widthMm, heightMm }: Page): Promise<void> {
  cleanUp?.();
  const addressId = addresses.adopt(URL.createObjectURL(file));
  const picture = new Image();
  picture.src = addresses.get(addressId)!;
  picture.alt = '';
  const sheet = document.createElement('div');
  sheet.className = sheetClass;
  sheet.append(picture);
  const rules = new CSSStyleSheet();
  rules.replaceSync(rulesFor(widthMm, heightMm));
  const timer = setTimeout(() => cleanUp?.(), sheetLifeMs);
  const remove = (): void => {
    clearTimeout(timer);
    removeEventListener('afterprint', remove);
    sheet.remove();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules);
    addresses.free(addressId);
    if (cleanUp === remove) cleanUp = null;
  };
  cleanUp = remove;
  try {
    await picture.decode();
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    document.body.append(sheet);
    addEventListener('afterprint', remove);
    print();
  } catch (error) {
    remove();
    throw error;
  }
}

/** The sheet alone is on paper; on the screen it is not seen. */
function rulesFor(widthMm: number, heightMm: number): string {
  return `
    @page { size: ${widthMm}mm ${heightMm}mm; margin: 0; }
    .${sheetClass} { display: none; }
    @media print {
      html, body { width: ${widthMm}mm; height: ${heightMm}mm; min-height: 0; margin: 0; overflow: hidden; background: #fff; }
      body > :not(.${sheetClass}) { display: none !important; }
      .${sheetClass} { display: block; width: ${widthMm}mm; height: ${heightMm}mm; overflow: hidden; break-inside: avoid; }
      .${sheetClass} img { display: block; width: 100%; height: 100%; }
    }
  `;
}
