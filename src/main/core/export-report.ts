import type { Heard, Response } from '../../shared/contract.ts';
import type { Inventory } from './inventory.ts';
import type { Clock, OutFiles, Printer } from './ports.ts';
import { reportCsv } from './report-csv.ts';
import { dayHere, reportOf, type Report } from './report-of.ts';
import { reportPage } from './report-page.ts';
import type { RotationBook } from './rotation-book.ts';
import type { StateStore } from './state-store.ts';

export type ExportReport = (wish: Heard<'exportReport'>) => Promise<Response<'exportReport'>>;

interface World {
  inventory: Inventory;
  rotationBook: RotationBook;
  outFiles: OutFiles;
  printer: Printer;
  clock: Clock;
  store: StateStore;
}

export function createExportReport(world: World): ExportReport {
  const { inventory, rotationBook, outFiles, printer, clock, store } = world;

  async function contentOf(report: Report, form: Heard<'exportReport'>['form']) {
    switch (form) {
      case 'csv':
        return reportCsv(report);
      case 'json':
        return `${JSON.stringify(report, null, 2)}\n`;
      case 'pdf':
        return printer.pdf(reportPage(report));
      default:
        return form satisfies never;
    }
  }

  return async function exportReport({ form, withinDays }) {
    const now = clock.now();
    const file = await outFiles.choose(`keyturn-report-${dayHere(now)}.${form}`, form);
    if (file === null) return { file: null, count: 0 };
    const report = reportOf({
      rows: inventory.all(),
      accounts: store.read().accounts,
      rotations: rotationBook.all(),
      withinDays,
      now,
    });
    await outFiles.write(file, await contentOf(report, form));
    return { file, count: report.keys.length };
  };
}
