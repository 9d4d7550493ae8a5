import { codeAt, viewOf } from './bytes.ts';
import { EngineError } from '../job/errors.ts';
import type { ImageHeader } from './imageHeader.ts';
import type { Orientation } from './orientation.ts';

const avifBrands = new Set(['avif', 'avis']);
const heicBrands = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']);

interface IsoBox {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Whether `bytes` are the start of a picture in an ISO container: AVIF or HEIC, not a video. */
export function isIsoImage(bytes: Uint8Array): boolean {
  return brandsOf(bytes).some((brand) => avifBrands.has(brand) || heicBrands.has(brand));
}

/**
 * The header of an AVIF or HEIC picture: the primary item's size, rotation and mirroring, and the EXIF item.
 * @throws RangeError where the bytes end, EngineError `CORRUPT_IMAGE` when the item has no size.
 * Source: ISO/IEC 14496-12 (boxes), 23008-12 (item properties).
 */
export function readIsoImage(bytes: Uint8Array): ImageHeader {
  const brands = brandsOf(bytes);
  const view = viewOf(bytes);
  const meta = requireBox(boxesIn(view, 0, bytes.length), 'meta');
  const items = [...boxesIn(view, meta.start + 4, meta.end)];
  const properties = primaryProperties(view, items);
  const extent = requireBox(properties, 'ispe');
  return {
    format: brands.some((brand) => avifBrands.has(brand)) ? 'avif' : 'heic',
    width: view.getUint32(extent.start + 4),
    height: view.getUint32(extent.start + 8),
    // The orientation in the EXIF block does not apply in these formats.
    orientation: orientationOf(view, properties),
    exif: exifOf(bytes, view, items),
    // The major brands of sequences; a still that could also be read as one lists them further on.
    animated: ['avis', 'msf1', 'hevc', 'hevx'].includes(brands[0] ?? ''),
    cmyk: false,
  };
}

/** The brands of the file type box, the major one first; none when the file has no such box. */
export function brandsOf(bytes: Uint8Array): string[] {
  const view = viewOf(bytes);
  if (bytes.length < 16 || codeAt(view, 4) !== 'ftyp') return [];
  const end = Math.min(bytes.length, view.getUint32(0));
  const brands = [codeAt(view, 8)];
  for (let offset = 16; offset + 4 <= end; offset += 4) brands.push(codeAt(view, offset));
  return brands;
}

/** The boxes between two offsets: their types and the extents of their contents. */
function* boxesIn(view: DataView, from: number, to: number): Generator<IsoBox> {
  let offset = from;
  while (offset + 8 <= to) {
    const shortSize = view.getUint32(offset);
    const isLarge = shortSize === 1;
    const size = isLarge ? Number(view.getBigUint64(offset + 8)) : shortSize;
    const header = isLarge ? 16 : 8;
    const end = size === 0 ? to : offset + size;
    if (end < offset + header) throw corrupt('a box smaller than its own header');
    yield { type: codeAt(view, offset + 4), start: offset + header, end };
    offset = end;
  }
}

function requireBox(boxes: Iterable<IsoBox>, type: string): IsoBox {
  for (const box of boxes) if (box.type === type) return box;
  throw corrupt(`no ${type} box`);
}

/** The property boxes of the primary item, in the order in which they apply. */
function primaryProperties(view: DataView, items: readonly IsoBox[]): IsoBox[] {
  const primary = requireBox(items, 'pitm');
  const isWide = view.getUint8(primary.start) > 0;
  const primaryId = isWide ? view.getUint32(primary.start + 4) : view.getUint16(primary.start + 4);
  const container = requireBox(items, 'iprp');
  const parts = [...boxesIn(view, container.start, container.end)];
  const known = requireBox(parts, 'ipco');
  const properties = [...boxesIn(view, known.start, known.end)];
  const indices = associations(view, requireBox(parts, 'ipma'), primaryId);
  return indices.flatMap((index) => properties[index - 1] ?? []);
}

/** The 1-based indices of an item's properties. */
function associations(view: DataView, box: IsoBox, itemId: number): number[] {
  const isWideId = view.getUint8(box.start) > 0;
  const isWideIndex = (view.getUint8(box.start + 3) & 1) === 1;
  const count = view.getUint32(box.start + 4);
  let offset = box.start + 8;
  for (let entry = 0; entry < count; entry++) {
    const id = isWideId ? view.getUint32(offset) : view.getUint16(offset);
    offset += isWideId ? 4 : 2;
    const indices: number[] = [];
    const length = view.getUint8(offset++);
    for (let index = 0; index < length; index++, offset += isWideIndex ? 2 : 1) {
      // The highest bit only says whether a reader must understand the property.
      indices.push(isWideIndex ? view.getUint16(offset) & 0x7fff : view.getUint8(offset) & 0x7f);
    }
    if (id === itemId) return indices;
  }
  return [];
}

/** The EXIF item's block; undefined where there is none, or where it is not among these bytes. */
function exifOf(
  bytes: Uint8Array,
  view: DataView,
  items: readonly IsoBox[],
): Uint8Array | undefined {
  try {
    const id = exifItemId(view, requireBox(items, 'iinf'));
    const place = id === undefined ? undefined : itemPlace(view, requireBox(items, 'iloc'), id);
    if (!place || place.end > bytes.length) return undefined;
    // Before the block stands a number: how many further bytes to skip.
    const start = place.start + 4 + view.getUint32(place.start);
    return start < place.end ? bytes.slice(start, place.end) : undefined;
  } catch (error) {
    // A picture whose metadata is damaged is still a picture.
    if (error instanceof RangeError || error instanceof EngineError) return undefined;
    throw error;
  }
}

function exifItemId(view: DataView, box: IsoBox): number | undefined {
  const isWideCount = view.getUint8(box.start) > 0;
  for (const entry of boxesIn(view, box.start + (isWideCount ? 8 : 6), box.end)) {
    const version = view.getUint8(entry.start);
    const isWideId = version > 2;
    const typeAt = entry.start + (isWideId ? 10 : 8);
    if (version < 2 || codeAt(view, typeAt) !== 'Exif') continue;
    return isWideId ? view.getUint32(entry.start + 4) : view.getUint16(entry.start + 4);
  }
  return undefined;
}

/** The position of an item in the file; undefined unless it is stored there in one piece. */
function itemPlace(
  view: DataView,
  box: IsoBox,
  itemId: number,
): { readonly start: number; readonly end: number } | undefined {
  const version = view.getUint8(box.start);
  let offset = box.start + 4;
  const take = (bytes: number): number => {
    offset += bytes;
    return unsigned(view, offset - bytes, bytes);
  };
  const sizes = take(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version > 0 ? sizes & 15 : 0;
  const idBytes = version > 1 ? 4 : 2;
  for (let left = take(idBytes); left > 0; left--) {
    const id = take(idBytes);
    const method = version > 0 ? take(2) & 15 : 0;
    take(2); // which file: this one
    const base = take(baseBytes);
    const extents = take(2);
    if (id === itemId) {
      take(indexBytes);
      const start = base + take(offsetBytes);
      const length = take(lengthBytes);
      return method === 0 && extents === 1 ? { start, end: start + length } : undefined;
    }
    offset += extents * (indexBytes + offsetBytes + lengthBytes);
  }
  return undefined;
}

/** A number of 0, 2, 4 or 8 bytes; other lengths are not allowed. */
function unsigned(view: DataView, offset: number, bytes: number): number {
  switch (bytes) {
    case 0:
      return 0;
    case 2:
      return view.getUint16(offset);
    case 4:
      return view.getUint32(offset);
    case 8:
      return Number(view.getBigUint64(offset));
    default:
      throw corrupt(`a number of ${bytes} bytes`);
  }
}

/** The EXIF orientation for `irot` quarter turns anticlockwise, then mirroring by `imir`. */
const orientations: Record<'none' | 'topBottom' | 'leftRight', readonly Orientation[]> = {
  none: [1, 8, 3, 6],
  topBottom: [4, 5, 2, 7],
  leftRight: [2, 7, 4, 5],
};

function orientationOf(view: DataView, properties: readonly IsoBox[]): Orientation {
  const rotation = properties.find(({ type }) => type === 'irot');
  const mirror = properties.find(({ type }) => type === 'imir');
  const turns = rotation ? view.getUint8(rotation.start) & 3 : 0;
  const axis = mirror ? view.getUint8(mirror.start) & 1 : undefined;
  const row = axis === undefined ? 'none' : axis === 0 ? 'topBottom' : 'leftRight';
  return orientations[row][turns] ?? 1;
}

function corrupt(detail: string): EngineError {
  return new EngineError('CORRUPT_IMAGE', 'decode', `AVIF/HEIC: ${detail}`);
}
