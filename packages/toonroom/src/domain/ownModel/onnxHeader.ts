/** A tensor that a graph takes or gives; a side that is not fixed is null. */
export interface OnnxValue {
  /** As the graph calls it. */
  readonly name: string;
  /** Whether its numbers are 32-bit floats. */
  readonly isFloat: boolean;
  /** Its sides, outermost first. */
  readonly dims: readonly (number | null)[];
}

/** What an ONNX file says of itself. */
export interface OnnxHeader {
  /** What its graph takes. */
  readonly inputs: readonly OnnxValue[];
  /** What its graph gives. */
  readonly outputs: readonly OnnxValue[];
  /** Kinds of its nodes, each once, in alphabetical order. */
  readonly operators: readonly string[];
  /** How many nodes its graph has. */
  readonly nodes: number;
  /** Whether weights are in another file, which a page cannot have. */
  readonly hasExternalData: boolean;
}

// Field numbers of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto).
const model = { graph: 7 } as const;
const graph = { node: 1, initializer: 5, input: 11, output: 12 } as const;
const node = { operator: 4 } as const;
const tensor = { name: 8, externalData: 13, dataLocation: 14 } as const;
const value = { name: 1, type: 2 } as const;
const type = { tensor: 1 } as const;
const tensorType = { element: 1, shape: 2 } as const;
const shape = { dimension: 1 } as const;
const dimension = { value: 1 } as const;
const float32 = 1;

/** Limits that no real model comes near: a file beyond them is damaged. */
const most = { nodes: 100_000, values: 1000, dims: 16, nameBytes: 1000 } as const;

class Malformed extends Error {}

/** A field of a message: a number, or bytes that are looked into only where they matter. */
interface Field {
  readonly number: number;
  readonly value: number;
  readonly bytes: Uint8Array | null;
}

/**
 * Reads inputs, outputs and operators of an ONNX file without its weights. Undefined where the bytes are no ONNX model,
 * or a damaged one.
 */
export function readOnnxHeader(file: Uint8Array): OnnxHeader | undefined {
  try {
    let found: Uint8Array | null = null;
    for (const field of fieldsOf(file)) if (field.number === model.graph) found = field.bytes;
    return found ? readGraph(found) : undefined;
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}

function readGraph(bytes: Uint8Array): OnnxHeader | undefined {
  const inputs: OnnxValue[] = [];
  const outputs: OnnxValue[] = [];
  const weights = new Set<string>();
  const operators = new Set<string>();
  let nodes = 0;
  let hasExternalData = false;
  for (const field of fieldsOf(bytes)) {
    if (!field.bytes) continue;
    if (field.number === graph.node) {
      nodes += 1;
      if (nodes > most.nodes) throw new Malformed();
      operators.add(textAt(field.bytes, node.operator));
    } else if (field.number === graph.initializer) {
      const weight = readWeight(field.bytes);
      weights.add(weight.name);
      hasExternalData ||= weight.isExternal;
    } else if (field.number === graph.input) inputs.push(readValue(field.bytes));
    else if (field.number === graph.output) outputs.push(readValue(field.bytes));
    if (inputs.length + outputs.length > most.values) throw new Malformed();
  }
  // Older files list their weights among the inputs.
  const wanted = inputs.filter(({ name }) => !weights.has(name));
  if (nodes === 0 || outputs.length === 0) return undefined;
  return { inputs: wanted, outputs, operators: [...operators].toSorted(), nodes, hasExternalData };
}

function readWeight(bytes: Uint8Array): { readonly name: string; readonly isExternal: boolean } {
  let name = '';
  let isExternal = false;
  for (const field of fieldsOf(bytes)) {
    if (field.number === tensor.name && field.bytes) name = textOf(field.bytes);
    if (field.number === tensor.externalData && field.bytes) isExternal = true;
    if (field.number === tensor.dataLocation && field.value === 1) isExternal = true;
  }
  return { name, isExternal };
}

function readValue(bytes: Uint8Array): OnnxValue {
  let isFloat = false;
  const dims: (number | null)[] = [];
  for (const ofType of messagesAt(bytes, value.type)) {
    for (const ofTensor of messagesAt(ofType, type.tensor)) {
      for (const field of fieldsOf(ofTensor)) {
        if (field.number === tensorType.element) isFloat = field.value === float32;
        if (field.number === tensorType.shape && field.bytes) readShape(field.bytes, dims);
      }
    }
  }
  return { name: textAt(bytes, value.name), isFloat, dims };
}

/** Adds the sides of a shape to `dims`. */
function readShape(bytes: Uint8Array, dims: (number | null)[]): void {
  for (const side of messagesAt(bytes, shape.dimension)) {
    if (dims.length >= most.dims) throw new Malformed();
    let fixed: number | null = null;
    for (const field of fieldsOf(side)) {
      if (field.number === dimension.value && field.value > 0) fixed = field.value;
    }
    dims.push(fixed);
  }
}

function* messagesAt(bytes: Uint8Array, number: number): Iterable<Uint8Array> {
  for (const field of fieldsOf(bytes)) {
    if (field.number === number && field.bytes) yield field.bytes;
  }
}

function textAt(bytes: Uint8Array, number: number): string {
  for (const found of messagesAt(bytes, number)) return textOf(found);
  return '';
}

function textOf(bytes: Uint8Array): string {
  if (bytes.length > most.nameBytes) throw new Malformed();
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  // Names are UTF-8; escapes keep what is no valid text apart.
  try {
    return decodeURIComponent(escapeBytes(text));
  } catch {
    return text;
  }
}

function escapeBytes(text: string): string {
  return Array.from(text, (letter) => {
    return `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
  }).join('');
}

/** The fields of a message in protobuf's wire format. @throws Malformed */
function* fieldsOf(bytes: Uint8Array): Iterable<Field> {
  let at = 0;
  const varint = (): number => {
    let result = 0;
    let scale = 1;
    for (let count = 0; count < 10; count++) {
      const byte = bytes[at++];
      if (byte === undefined) throw new Malformed();
      result += (byte & 0x7f) * scale;
      if (byte < 0x80) return result;
      scale *= 128;
    }
    throw new Malformed();
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (number === 0) throw new Malformed();
    if (wire === 0) yield { number, value: varint(), bytes: null };
    else if (wire === 2) {
      const length = varint();
      if (length > bytes.length - at) throw new Malformed();
      yield { number, value: 0, bytes: bytes.subarray(at, at + length) };
      at += length;
    } else if (wire === 1 || wire === 5) {
      at += wire === 1 ? 8 : 4;
      if (at > bytes.length) throw new Malformed();
      yield { number, value: 0, bytes: null };
    } else throw new Malformed();
  }
}
