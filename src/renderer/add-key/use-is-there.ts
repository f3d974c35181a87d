import { useEffect, useRef } from 'react';

/** Whether what asked is still on the screen when an answer comes. */
export function useIsThere(): { readonly current: boolean } {
  const isThere = useRef(false);
  useEffect(() => {
    isThere.current = true;
    return () => {
      isThere.current = false;
    };
  }, []);
  return isThere;
}
