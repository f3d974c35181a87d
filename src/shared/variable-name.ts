const longest = 60;

/**
 * The name that a key gets as a variable, made from its service, such as `POSTMAN_API_KEY`. It is letters,
 * digits and `_` whatever the service and the label are called, so that nothing in them can be run.
 */
export function variableNameOf(serviceName: string, label: string): string {
  const stem = stemOf(serviceName) || stemOf(label);
  return stem === '' ? 'API_KEY' : `${stem}_API_KEY`;
}

function stemOf(text: string): string {
  const stem = text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^[_\d]+|_+$/g, '')
    // What is there already, or tells of an interface and not of whose key it is.
    .replace(/_?V\d+$/, '')
    .replace(/(?:^|_)(?:API_?)?KEYS?$/, '')
    .replace(/(?:^|_)API$/, '');
  return stem.slice(0, longest).replace(/_+$/, '');
}
