import { cropSize } from '#domain/face/align.ts';
import type { Box, DisplacementGrid, HeadSquare } from '#sdk/index.ts';

/** A head and how much further than its drawing it is to be warped: 0 as drawn, −1 not at all. */
export interface MovedHead {
  readonly head: HeadSquare;
  readonly displacement: DisplacementGrid;
  readonly amount: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

export interface WarpRenderer {
  /**
   * Draws the part `area` (photo px) of `bitmap` with the heads moved; the photo's size is that of the heads' px. False
   * where WebGL is lost.
   */
  draw(bitmap: ImageBitmap, photo: Size, heads: readonly MovedHead[], area: Box): boolean;
  /** Gives the graphics memory back. */
  free(): void;
}

/** More people than this are not moved. */
const mostHeads = 8;

/** Cells of the mesh to a side of what is drawn. */
const meshCells = 96;

// The picture shows at p what the photo shows at p + d(p). With the field made larger by a share of itself, what
// stood at p + share · d(p) comes to stand at p. Computed at the nodes of a mesh: a field is smooth.
const vertexShader = `#version 300 es
precision highp float;
uniform highp sampler2D fields;
uniform vec2 size;
uniform vec4 area;
uniform ivec2 nodes;
uniform int count;
uniform vec4 heads[${mostHeads}];
uniform float amounts[${mostHeads}];
in vec2 corner;
out vec2 from;

vec2 node(int face, ivec2 place) {
  return texelFetch(fields, ivec2(place.x, face * nodes.y + place.y), 0).rg;
}

vec2 fieldAt(int face, vec2 unit) {
  vec2 place = unit * vec2(nodes - 1);
  ivec2 first = min(ivec2(place), nodes - 2);
  vec2 t = place - vec2(first);
  vec2 upper = mix(node(face, first), node(face, first + ivec2(1, 0)), t.x);
  vec2 lower = mix(node(face, first + ivec2(0, 1)), node(face, first + ivec2(1, 1)), t.x);
  return mix(upper, lower, t.y);
}

vec2 turned(vec2 v, float angle) {
  float c = cos(angle), s = sin(angle);
  return vec2(c * v.x - s * v.y, s * v.x + c * v.y);
}

void main() {
  vec2 place = area.xy + corner * area.zw;
  vec2 moved = place;
  for (int face = 0; face < ${mostHeads}; face++) {
    if (face >= count) break;
    vec4 head = heads[face];
    vec2 unit = turned(place - head.xy, -head.w) / head.z + 0.5;
    if (any(lessThan(unit, vec2(0.0))) || any(greaterThan(unit, vec2(1.0)))) continue;
    vec2 offset = fieldAt(face, unit) * (amounts[face] * head.z / ${cropSize}.0);
    moved += turned(offset, head.w);
  }
  from = moved / size;
  gl_Position = vec4(corner.x * 2.0 - 1.0, 1.0 - corner.y * 2.0, 0.0, 1.0);
}`;

const fragmentShader = `#version 300 es
precision mediump float;
uniform sampler2D picture;
in vec2 from;
out vec4 colour;
void main() {
  colour = texture(picture, from);
}`;

/** Null where the browser has no WebGL 2. */
export function createWarpRenderer(canvas: HTMLCanvasElement): WarpRenderer | null {
  const context = canvas.getContext('webgl2', { preserveDrawingBuffer: true, antialias: false });
  const program = context && linkProgram(context);
  if (!context || !program) return null;
  const gl = context;
  gl.useProgram(program);
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
  const mesh = createMesh();
  gl.bufferData(gl.ARRAY_BUFFER, mesh.nodes, gl.STATIC_DRAW);
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, mesh.triangles, gl.STATIC_DRAW);
  const corner = gl.getAttribLocation(program, 'corner');
  gl.enableVertexAttribArray(corner);
  gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0);
  const uniform = (name: string) => gl.getUniformLocation(program, name);
  for (const [unit, [name, filter]] of [
    ['picture', gl.LINEAR] as const,
    ['fields', gl.NEAREST] as const,
  ].entries()) {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T]) {
      gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
    }
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, filter);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, filter);
    gl.uniform1i(uniform(name), unit);
  }
  const places = {
    size: uniform('size'),
    area: uniform('area'),
    nodes: uniform('nodes'),
    count: uniform('count'),
    heads: uniform('heads'),
    amounts: uniform('amounts'),
  };
  let shown: ImageBitmap | undefined;
  let fields: readonly DisplacementGrid[] = [];

  /** The fields stay the same while a slider moves. */
  function uploadFields(wanted: readonly DisplacementGrid[]): void {
    const isSame = wanted.every((field, index) => field === fields[index]);
    if (isSame && wanted.length === fields.length) return;
    fields = wanted;
    const { columns, rows } = wanted[0]!;
    const height = rows * wanted.length;
    gl.activeTexture(gl.TEXTURE1);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RG32F, columns, height, 0, gl.RG, gl.FLOAT, stacked(wanted));
  }

  return {
    draw(bitmap, photo, all, area) {
      const heads = all.slice(0, mostHeads);
      const [first] = heads;
      if (gl.isContextLost() || !first) return false;
      if (shown !== bitmap) {
        gl.activeTexture(gl.TEXTURE0);
        gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, bitmap);
        shown = bitmap;
      }
      const scale = bitmap.width / photo.width;
      const [width, height] = [area.width * scale, area.height * scale].map(Math.round);
      // Setting a size takes the canvas's memory anew.
      if (canvas.width !== width || canvas.height !== height) {
        Object.assign(canvas, { width, height });
        gl.viewport(0, 0, width!, height!);
      }
      const { columns, rows } = first.displacement;
      uploadFields(heads.map(({ displacement }) => displacement));
      gl.uniform2f(places.size, photo.width, photo.height);
      gl.uniform4f(places.area, area.x, area.y, area.width, area.height);
      gl.uniform2i(places.nodes, columns, rows);
      gl.uniform1i(places.count, heads.length);
      gl.uniform4fv(
        places.heads,
        heads.flatMap(({ head: { x, y, side, angle } }) => [x, y, side, angle]),
      );
      gl.uniform1fv(
        places.amounts,
        heads.map(({ amount }) => amount),
      );
      gl.drawElements(gl.TRIANGLES, mesh.triangles.length, gl.UNSIGNED_SHORT, 0);
      return true;
    },
    free: () => gl.getExtension('WEBGL_lose_context')?.loseContext(),
  };
}

/** A mesh over what is drawn: its nodes, 0..1, and the nodes of two triangles for each cell. */
function createMesh(): { readonly nodes: Float32Array; readonly triangles: Uint16Array } {
  const columns = meshCells + 1;
  const nodes = new Float32Array(2 * columns * columns);
  const triangles = new Uint16Array(6 * meshCells * meshCells);
  for (let y = 0, cell = 0; y < columns; y++) {
    for (let x = 0; x < columns; x++) {
      const node = y * columns + x;
      nodes.set([x / meshCells, y / meshCells], 2 * node);
      if (x === meshCells || y === meshCells) continue;
      const below = node + columns;
      triangles.set([node, node + 1, below, below, node + 1, below + 1], 6 * cell++);
    }
  }
  return { nodes, triangles };
}

/** The fields of all heads below one another, dx and dy of each node. */
function stacked(fields: readonly DisplacementGrid[]): Float32Array {
  const values = new Float32Array(fields.reduce((sum, { dx }) => sum + 2 * dx.length, 0));
  let at = 0;
  for (const { dx, dy } of fields) {
    for (let node = 0; node < dx.length; node++) {
      values[at++] = dx[node]!;
      values[at++] = dy[node]!;
    }
  }
  return values;
}

function linkProgram(gl: WebGL2RenderingContext): WebGLProgram | null {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  return gl.getProgramParameter(program, gl.LINK_STATUS) === true ? program : null;
}
