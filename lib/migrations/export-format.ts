/** The files that a list can be had as. */
export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The format that an address asks for; undefined for one that there is not. */
export const readExportFormat = (value: string | null): ExportFormat | undefined =>
  EXPORT_FORMATS.find((format) => format === value);

/** A file's name says when it was made, in UTC: `rehome-migrations-20261125T144300Z.csv`. */
export const exportFileName = (format: ExportFormat, at: Date, what = 'migrations'): string =>
  `rehome-${what}-${at.toISOString().replace(/[-:]|\.\d+/g, '')}.${format}`;
