/** They speak of the proxy, of time and of limits: whatever a rule says, nothing of a key. */
const mute = [407, 408, 429];

/** Whether an answer with this status can mean that a key works. Not one that turns somebody away. */
export function canMeanWorks(status: number): boolean {
  const isAnswer = (status >= 200 && status < 300) || (status >= 400 && status < 500);
  return isAnswer && ![401, 403, ...mute].includes(status);
}

/** Whether an answer with this status can mean that a key is refused. */
export function canMeanRefused(status: number): boolean {
  return status >= 400 && status < 500 && !mute.includes(status);
}

/** The path of a question that is the same for every account: one slash first, no `{name}` in it. */
export function isPlainProbePath(text: string): boolean {
  return text.length <= 500 && /^\/(?!\/)[\w\-.~!$&'()*+,;=:@%/?]*$/.test(text);
}
