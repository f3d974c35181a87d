import { dismissNotice, useNoticeList } from './notice.ts';
import { Notices } from './ui/notices.tsx';

/** The lines that were said with `say`. */
export function NoticeList() {
  return <Notices notices={useNoticeList()} onDismiss={dismissNotice} />;
}
