import { useEffect, useEffectEvent, useRef } from 'react';

/** Does something when what was so is so no more. */
export function useOnEnd(isSo: boolean, work: () => void): void {
  const was = useRef(isSo);
  const end = useEffectEvent(work);
  useEffect(() => {
    if (was.current && !isSo) end();
    was.current = isSo;
  }, [isSo]);
}
