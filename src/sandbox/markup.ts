import { escapeHtml } from './reply.ts';

/** HTML that may be put into HTML as it is. */
export class Markup {
  readonly source: string;

  constructor(source: string) {
    this.source = source;
  }
}

/** A template whose values are escaped unless they are Markup: what a mail says can never become a tag. */
export function markup(
  parts: TemplateStringsArray,
  ...values: (string | number | Markup | readonly Markup[])[]
): Markup {
  const sources = parts.map((part, index) => part + sourceOf(values[index] ?? ''));
  return new Markup(sources.join(''));
}

function sourceOf(value: string | number | Markup | readonly Markup[]): string {
  if (value instanceof Markup) return value.source;
  if (typeof value === 'object') return value.map((one) => one.source).join('');
  return escapeHtml(String(value));
}
