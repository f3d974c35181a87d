import { readdirSync, readFileSync } from 'node:fs';

/**
 * A process and all that came of it.
 * @param {number} pid
 * @returns {number[]}
 */
export function familyOf(pid) {
  const parents = new Map(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => {
        const fields = statOf(Number(name));
        return fields === null ? [] : [[Number(name), Number(fields[1])]];
      }),
  );
  const family = [pid];
  for (const member of family) {
    for (const [child, parent] of parents) if (parent === member) family.push(child);
  }
  return family;
}

/**
 * What they hold in memory; what several share counts once.
 * @param {readonly number[]} pids
 */
export function megabytesOf(pids) {
  const kilobytes = pids.map((pid) => {
    try {
      const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
      return Number(/^Pss: +(\d+) kB$/m.exec(rollup)?.[1] ?? 0);
    } catch {
      return 0;
    }
  });
  return kilobytes.reduce((sum, one) => sum + one, 0) / 1024;
}

/**
 * Looks how long a process and all that came of it have worked from now on, thread by thread, where Linux
 * counts nanoseconds: that of a whole process it tells in hundredths of a second, and a window that is left
 * alone works for a few of them in a minute. A thread that ends takes its count with it, so it is looked at
 * once a second. What is returned ends that, and says how many milliseconds it has been.
 * @param {number} pid
 */
export function watchWork(pid) {
  let before = workedOf(pid);
  let worked = 0;
  const look = () => {
    const now = workedOf(pid);
    for (const [thread, nanoseconds] of now) worked += nanoseconds - (before.get(thread) ?? 0);
    before = now;
  };
  const timer = setInterval(look, 1000);
  return () => {
    clearInterval(timer);
    look();
    return worked / 1e6;
  };
}

/** @param {number} pid */
function workedOf(pid) {
  const threads = familyOf(pid).flatMap((member) => {
    const folder = `/proc/${member}/task`;
    return namesIn(folder).map((thread) => `${folder}/${thread}/schedstat`);
  });
  return new Map(
    threads.flatMap((file) => {
      const text = textOf(file);
      return text === '' ? [] : [[file, Number(text.split(' ')[0])]];
    }),
  );
}

/** @param {string} folder */
function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/**
 * Nothing of what has just ended.
 * @param {string} file
 */
function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * What stands behind the name, which may itself hold anything.
 * @param {number} pid
 */
function statOf(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
