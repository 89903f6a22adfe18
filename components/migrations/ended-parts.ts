import dynamic from 'next/dynamic';

/**
 * The parts of an ended run that not every one has. They are named here, where the page itself looks (`live-run.tsx`), for what
 * a part that is loaded loads in its turn is announced under names that the build does not make.
 */
export const CheckSummary = dynamic(() => import('./check-summary.tsx').then((module) => module.CheckSummary));
export const ReceiptCard = dynamic(() => import('./receipt-card.tsx').then((module) => module.ReceiptCard));
export const Seen = dynamic(() => import('./seen.tsx').then((module) => module.Seen));
/** All of an ended run, which a live one does not need. */
export const loadEndedRun = () => import('./ended-run.tsx');
export const EndedRun = dynamic(() => loadEndedRun().then((module) => module.EndedRun));
