/** What celebrate says of a body, in the words of joi; null if it finds nothing. */
export function faultOf(name: string, fields: Record<string, unknown>): string | null {
  const wanted: Record<string, Record<string, (value: unknown) => string | null>> = {
    'POST /v1/auth/otp': { email: faultOfEmail },
    'POST /v1/auth/login': {
      email: faultOfEmail,
      otp: (value) =>
        /^[A-Z0-9]{6}$/.test(String(value)) ? null : 'fails to match the required pattern',
    },
    'POST /v1/api-key': { label: faultOfLabel, notification_contacts: faultOfContacts },
    'PUT /v1/api-key/:id': { notification_contacts: faultOfContacts },
  };
  const rules = wanted[name] ?? {};
  const strange = Object.keys(fields).find((field) => !(field in rules));
  for (const [field, rule] of Object.entries(rules)) {
    if (fields[field] === undefined)
      return name.startsWith('PUT') ? null : `"${field}" is required`;
    const fault = rule(fields[field]);
    if (fault !== null) return fault.startsWith('[') ? `"${field}${fault}` : `"${field}" ${fault}`;
  }
  return strange === undefined ? null : `"${strange}" is not allowed`;
}

function faultOfEmail(value: unknown): string | null {
  return /^[^@\s]+@[^@\s]+\.[a-z]{2,}$/i.test(String(value)) ? null : 'must be a valid email';
}

function faultOfLabel(value: unknown): string | null {
  if (typeof value !== 'string') return 'must be a string';
  if (value === '') return 'is not allowed to be empty';
  return value.length > 255 ? 'length must be less than or equal to 255 characters long' : null;
}

function faultOfContacts(value: unknown): string | null {
  if (!Array.isArray(value)) return 'must be an array';
  if (value.length === 0) return 'must contain at least 1 items';
  const wrong = value.findIndex((one) => faultOfEmail(one) !== null);
  return wrong === -1 ? null : `[${wrong}]" must be a valid email`;
}
