'use client';

import { useEffect, useRef } from 'react';
import { Alert } from '#components/ui/alert.tsx';
import { IconButton } from '#components/ui/button.tsx';
import type { RemovalReport } from './removal-words.ts';

interface RemovalReportAlertProps {
  readonly report: RemovalReport;
  readonly onClose: () => void;
}

/** What a clean-up came to, with the reason of each pod that stayed. Takes the focus: the button that had it may be gone. */
export function RemovalReportAlert({ report, onClose }: RemovalReportAlertProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div ref={box} tabIndex={-1} className="mb-4 outline-none">
      <Alert
        role="status"
        grade={report.complete ? 'information' : 'warning'}
        title={report.title}
        action={<IconButton icon="cross" label="Close this message" onClick={onClose} />}
      >
        {report.kept.map(({ pod, why }) => (
          <span key={pod} className="block">
            <bdi className="mono [overflow-wrap:anywhere]">{pod}</bdi>: {why}
          </span>
        ))}
      </Alert>
    </div>
  );
}
