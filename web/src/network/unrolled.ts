// Programs of sigma with their vertices written out. sigma lets the GPU repeat a shape for each line or dot; where a
// processor draws in its place, each repetition is a call of its own and takes some 20 µs, for a mere handful of vertices.
import type { Program, ProgramInfo } from "sigma/rendering";

interface Definition {
  ATTRIBUTES: Program["ATTRIBUTES"];
  CONSTANT_ATTRIBUTES: Program["CONSTANT_ATTRIBUTES"];
  CONSTANT_DATA: number[][];
}

/** What of a program is overridden, or called from there. */
declare class Drawing {
  VERTICES: number;
  STRIDE: number;
  ATTRIBUTES: Program["ATTRIBUTES"];
  array: Float32Array;
  constructor(...given: unknown[]);
  getDefinition(): Definition;
  process(...given: unknown[]): void;
  processVisibleItem(index: number, start: number, ...given: unknown[]): void;
  reallocate(capacity: number): void;
  bindProgram(info: ProgramInfo): void;
  bindAttribute(attribute: Program["ATTRIBUTES"][number], info: ProgramInfo, offset: number): number;
}

/** Return a program that draws what the given one draws, and sends its vertices to the GPU only when they changed. */
export function unrolled<Kind>(program: Kind): Kind {
  class Unrolled extends (program as typeof Drawing) {
    sent = new Set<ProgramInfo>();
    corners = super.getDefinition().CONSTANT_DATA;

    override getDefinition(): Definition {
      const { ATTRIBUTES, CONSTANT_ATTRIBUTES, CONSTANT_DATA: _, ...rest } = super.getDefinition();
      const whole = { ...rest, ATTRIBUTES: [...ATTRIBUTES, ...CONSTANT_ATTRIBUTES] };
      return whole as unknown as Definition;
    }

    override reallocate(capacity: number): void {
      super.reallocate(capacity);
      this.sent.clear();
    }

    override process(...given: unknown[]): void {
      super.process(...given);
      this.sent.clear();
    }

    override processVisibleItem(index: number, start: number, ...given: unknown[]): void {
      super.processVisibleItem(index, start, ...given);
      const width = this.STRIDE / this.VERTICES;
      this.corners.forEach((corner, at) => {
        const own = width - corner.length;
        if (at) this.array.copyWithin(start + at * width, start, start + own);
        this.array.set(corner, start + at * width + own);
      });
    }

    override bindProgram(info: ProgramInfo): void {
      const { gl, buffer } = info;
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
      this.ATTRIBUTES.reduce((offset, attribute) => offset + this.bindAttribute(attribute, info, offset), 0);
      if (!this.sent.has(info)) gl.bufferData(gl.ARRAY_BUFFER, this.array, gl.STATIC_DRAW);
      this.sent.add(info);
      gl.bindBuffer(gl.ARRAY_BUFFER, null);
    }
  }
  return Unrolled as unknown as Kind;
}
