import * as fc from 'fast-check';
import { z } from 'zod';
import { contract, type CallName } from '../../src/shared/contract.ts';

// Requests as the contract describes them, made from its own table: a Call that is added there is attacked
// from then on. Whether one is valid is for the schema to say; here they only look like it.

/** What a request may name, by the name of the field: that of an id, or any. */
export type Pool = ReadonlyMap<string, readonly string[]>;

/** As much as is used of what zod writes of a schema. */
interface Shape {
  type?: string | string[];
  const?: unknown;
  enum?: unknown[];
  anyOf?: Shape[];
  oneOf?: Shape[];
  allOf?: Shape[];
  properties?: Record<string, Shape>;
  required?: string[];
  additionalProperties?: Shape | boolean;
  items?: Shape;
  maxItems?: number;
  minItems?: number;
  minimum?: number;
  maximum?: number;
  format?: string;
}

export const callNames = Object.keys(contract) as CallName[];

export function requestLike(name: CallName, pool: Pool): fc.Arbitrary<unknown> {
  const described = z.toJSONSchema(contract[name].request, { io: 'input', unrepresentable: 'any' });
  return valueLike(described as Shape, '', pool);
}

function valueLike(shape: Shape, field: string, pool: Pool): fc.Arbitrary<unknown> {
  if ('const' in shape) return fc.constant(shape.const);
  if (shape.enum) return fc.constantFrom(...shape.enum);
  const choice = shape.anyOf ?? shape.oneOf ?? shape.allOf;
  if (choice) return fc.oneof(...choice.map((one) => valueLike(one, field, pool)));
  const types = Array.isArray(shape.type) ? shape.type : [shape.type ?? 'null'];
  return fc.oneof(...types.map((type) => typedLike({ ...shape, type }, field, pool)));
}

function typedLike(shape: Shape & { type: string }, field: string, pool: Pool) {
  switch (shape.type) {
    case 'object':
      return objectLike(shape, pool);
    case 'array': {
      const least = shape.minItems ?? 0;
      const most = Math.min(shape.maxItems ?? 3, least + 3);
      return fc.array(valueLike(shape.items ?? {}, field.replace(/s$/, ''), pool), {
        minLength: least,
        maxLength: most,
      });
    }
    case 'string':
      return textLike(shape, field, pool);
    case 'integer':
    case 'number': {
      const [least, most] = [shape.minimum ?? 0, shape.maximum ?? 1000];
      return fc.oneof(fc.integer({ min: least, max: Math.min(most, 2 ** 31) }), fc.constant(most));
    }
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      throw new Error(`Nothing is known of a ${shape.type}.`);
  }
}

function objectLike({ properties = {}, required = [], additionalProperties }: Shape, pool: Pool) {
  if (typeof additionalProperties === 'object') {
    return fc.dictionary(fc.string(), valueLike(additionalProperties, '', pool), { maxKeys: 3 });
  }
  const fields = Object.entries(properties).map(
    ([name, shape]) => [name, valueLike(shape, name, pool)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: required });
}

function textLike({ format }: Shape, field: string, pool: Pool): fc.Arbitrary<string> {
  const own = pool.get(field);
  if (own !== undefined) {
    const known = own.length > 0 ? fc.constantFrom(...own) : fc.string();
    return fc.oneof({ weight: 3, arbitrary: known }, { weight: 1, arbitrary: fc.uuid() });
  }
  if (format === 'date-time') return day.map((date) => date.toISOString());
  if (format === 'date') return day.map((date) => date.toISOString().slice(0, 10));
  return fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.constantFrom(...(pool.get('') ?? [''])),
  );
}

const day = fc.date({
  min: new Date('2000-01-01'),
  max: new Date('2099-01-01'),
  noInvalidDate: true,
});
