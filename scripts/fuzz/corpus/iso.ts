import { bytesOf, type BytePart, u16, u32 } from '#domain/files/bytes.ts';
import { iccProfile, size } from './painting.ts';

/** One key frame in AV1, of which Chromium's encoder made the bits. */
const av1 = new Uint8Array(
  Buffer.from(
    'CgwAAAACJ+4A0QENAYQysQEQSgAIIIIQACDPDclozxtaWdL+QIzORwLPkk6kzvgdd1rmQgVyMB2lM3j/TpQNmTsxQOYGsVeEEnYd' +
      'OjjZ6LJhmP94RAKgvwrHgJlocOsYvqSU51ZPs4FLRc58OLAxtfzhlXu+/oc17b0oHgxQrbrD0XAI8r6F4osSF3s4fX9fCH8ssKo7' +
      'o7uH9b71Ouaf7ZW2KlT/1+q5viWd2qI11BuzxzmxxlHHjIj9j8YTKBkJMKg=',
    'base64',
  ),
);

type Property = readonly [type: string, content: Uint8Array];

export interface IsoShape {
  /** The major brand first. */
  readonly brands: readonly string[];
  /** Of the item, as its type: `av01` or `hvc1`. */
  readonly itemType: string;
  readonly properties: readonly Property[];
  /** 1-based indices of the properties that the item has. */
  readonly associations: readonly number[];
  readonly payload: Uint8Array;
  /** Added to where the payload is said to lie, and how long it is said to be. */
  readonly lies?: { readonly offset?: number; readonly length?: number };
}

function isoBox(type: string, ...content: readonly BytePart[]): Uint8Array {
  const body = bytesOf(...content);
  return bytesOf(u32(body.length + 8), type, body);
}

const fullBox = (type: string, ...content: readonly BytePart[]): Uint8Array =>
  isoBox(type, u32(0), ...content);

export const extent = (width: number, height: number): Property => [
  'ispe',
  bytesOf(u32(0), u32(width), u32(height)),
];

/** A sound AVIF, turned by a quarter and mirrored, with a colour profile. */
export const avifShape: IsoShape = {
  brands: ['avif', 'mif1', 'miaf', 'MA1B'],
  itemType: 'av01',
  properties: [
    extent(size.width, size.height),
    ['pixi', bytesOf(u32(0), 3, 8, 8, 8)],
    ['av1C', bytesOf(0x81, 0x00, 0x0c, 0x00)],
    ['colr', bytesOf('prof', iccProfile())],
    ['irot', bytesOf(1)],
    ['imir', bytesOf(0)],
  ],
  associations: [1, 2, 0x83, 4, 0x85, 0x86],
  payload: av1,
};

/** A HEIC by its container; what it holds no browser but Safari would try to decode. */
export const heicShape: IsoShape = {
  brands: ['heic', 'mif1', 'heic'],
  itemType: 'hvc1',
  properties: [extent(size.width, size.height), ['hvcC', new Uint8Array(23).fill(1)]],
  associations: [1, 0x82],
  payload: new Uint8Array(64),
};

/** The picture file of a shape. Source: ISO/IEC 14496-12 and 23008-12, AV1 Image File Format. */
export function isoFile(shape: IsoShape): Uint8Array {
  const [major = 'avif', ...others] = shape.brands;
  const fileType = isoBox('ftyp', major, u32(0), major, ...others);
  const metaAt = (payloadAt: number): Uint8Array =>
    fullBox(
      'meta',
      fullBox('hdlr', u32(0), 'pict', new Uint8Array(13)),
      fullBox('pitm', u16(1)),
      fullBox(
        'iloc',
        bytesOf(0x44, 0, u16(1), u16(1), u16(0), u16(1)),
        u32((payloadAt + (shape.lies?.offset ?? 0)) >>> 0),
        u32(shape.lies?.length ?? shape.payload.length),
      ),
      fullBox('iinf', u16(1), isoBox('infe', 2, 0, 0, 0, u16(1), u16(0), shape.itemType, 0)),
      isoBox(
        'iprp',
        isoBox('ipco', ...shape.properties.map(([type, content]) => isoBox(type, content))),
        fullBox('ipma', u32(1), u16(1), shape.associations.length, ...shape.associations),
      ),
    );
  const payloadAt = fileType.length + metaAt(0).length + 8;
  return bytesOf(fileType, metaAt(payloadAt), isoBox('mdat', shape.payload));
}
