// ONNX files written from nothing, for the tests of models that users bring: a graph of a few nodes each.

const utf8 = new TextEncoder();

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
}

const number = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];

function bytes(field: number, content: ArrayLike<number>): number[] {
  return [...varint(field * 8 + 2), ...varint(content.length), ...Array.from(content)];
}

const text = (field: number, content: string): number[] => bytes(field, utf8.encode(content));

/** A side of a tensor: fixed, or any, by a name. */
type Side = number | string;

function value(name: string, sides: readonly Side[], elementType = 1): number[] {
  const dims = sides.flatMap((side) =>
    bytes(1, typeof side === 'number' ? number(1, side) : text(2, side)),
  );
  const tensor = [...number(1, elementType), ...bytes(2, dims)];
  return [...text(1, name), ...bytes(2, bytes(1, tensor))];
}

/** A tensor of floats with one value. */
function floatTensor(name: string, content: number): number[] {
  const raw = new Uint8Array(new Float32Array([content]).buffer);
  return [...number(2, 1), ...bytes(9, raw), ...text(8, name)];
}

function int64Tensor(name: string, content: bigint): number[] {
  const raw = new Uint8Array(new BigInt64Array([content]).buffer);
  return [...number(2, 7), ...bytes(9, raw), ...text(8, name)];
}

const boolTensor = (name: string): number[] => [
  ...number(2, 9),
  ...bytes(9, [1]),
  ...text(8, name),
];

function node(
  operator: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: number[] = [],
): number[] {
  return [
    ...inputs.flatMap((input) => text(1, input)),
    ...outputs.flatMap((output) => text(2, output)),
    ...text(4, operator),
    ...attributes,
  ];
}

interface GraphParts {
  readonly nodes: readonly number[][];
  readonly weights?: readonly number[][];
  readonly inputs: readonly number[][];
  readonly outputs: readonly number[][];
}

function graph({ nodes, weights = [], inputs, outputs }: GraphParts): number[] {
  return [
    ...nodes.flatMap((each) => bytes(1, each)),
    ...text(2, 'graph'),
    ...weights.flatMap((each) => bytes(5, each)),
    ...inputs.flatMap((each) => bytes(11, each)),
    ...outputs.flatMap((each) => bytes(12, each)),
  ];
}

function modelOf(parts: GraphParts): Buffer {
  const opset = [...text(1, ''), ...number(2, 17)];
  return Buffer.from([...number(1, 8), ...bytes(8, opset), ...bytes(7, graph(parts))]);
}

export interface ScaleModel {
  readonly input?: string;
  readonly output?: string;
  readonly sides: readonly Side[];
  /** What every number is multiplied by. */
  readonly factor?: number;
  /** What is added to it then. */
  readonly offset?: number;
}

/** A model that multiplies every number of its picture and adds to it. */
export function scaleModel({
  input = 'input',
  output = 'output',
  sides,
  factor = 1,
  offset = 0,
}: ScaleModel): Buffer {
  return modelOf({
    nodes: [
      node('Mul', [input, 'factor'], ['scaled']),
      node('Add', ['scaled', 'offset'], [output]),
    ],
    weights: [floatTensor('factor', factor), floatTensor('offset', offset)],
    inputs: [value(input, sides)],
    outputs: [value(output, sides)],
  });
}

/** A model whose weights are in another file. */
export function externalModel(): Buffer {
  const entry = [...text(1, 'location'), ...text(2, 'weights.bin')];
  const weight = [...number(2, 1), ...text(8, 'factor'), ...bytes(13, entry), ...number(14, 1)];
  const sides = [1, 3, 256, 256];
  return modelOf({
    nodes: [node('Mul', ['input', 'factor'], ['output'])],
    weights: [weight],
    inputs: [value('input', sides)],
    outputs: [value('output', sides)],
  });
}

/** A model with an operator that nobody knows. */
export function unknownOperatorModel(): Buffer {
  const sides = [1, 3, 256, 256];
  return modelOf({
    nodes: [node('Enchant', ['input'], ['output'])],
    inputs: [value('input', sides)],
    outputs: [value('output', sides)],
  });
}

/** A model that never answers: a loop of 2⁶⁰ rounds. */
export function endlessModel(): Buffer {
  const sides = [1, 3, 64, 64];
  const body = graph({
    nodes: [node('Identity', ['go'], ['goOn']), node('Sin', ['picture'], ['turned'])],
    inputs: [value('round', [], 7), value('go', [], 9), value('picture', sides)],
    outputs: [value('goOn', [], 9), value('turned', sides)],
  });
  // AttributeProto: name 1, g 6, type 20 (GRAPH = 5).
  const attribute = bytes(5, [...text(1, 'body'), ...bytes(6, body), ...number(20, 5)]);
  return modelOf({
    nodes: [node('Loop', ['rounds', 'always', 'input'], ['output'], attribute)],
    weights: [int64Tensor('rounds', 2n ** 60n), boolTensor('always')],
    inputs: [value('input', sides)],
    outputs: [value('output', sides)],
  });
}
