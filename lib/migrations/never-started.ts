import type { Code } from './outcomes.ts';

/** The code of a run that never started, by the reason that kept it waiting. */
const NEVER_STARTED_CODES: Readonly<Record<string, Code>> = {
  no_node_fits: 'RH-241',
  node_not_ready: 'RH-242',
  resource_quota: 'RH-243',
  pvc_unbound: 'RH-244',
  pvc_wait_first_consumer: 'RH-244',
  pvc_lost: 'RH-244',
  volume_attach: 'RH-245',
  volume_mount: 'RH-245',
  image_pull: 'RH-246',
  config_error: 'RH-247',
  create_error: 'RH-247',
  admission_denied: 'RH-250',
};
export const neverStartedCode = (reasonKey: string | null): Code =>
  (reasonKey && NEVER_STARTED_CODES[reasonKey]) || 'RH-240';
