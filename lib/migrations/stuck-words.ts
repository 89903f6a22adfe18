/** What a person can do about what a run waits for, by the key of its reason. Those of an ordinary start need nothing. */
const NEXT: Readonly<Record<string, string | null>> = {
  no_node_fits:
    'Make room on a node, or mend migrator.nodeSelector, migrator.tolerations or migrator.resources. It goes on by itself then.',
  node_not_ready: 'Look at the node: it goes on by itself when the node answers again.',
  resource_quota: 'Raise the quota of the namespace, or wait until other pods end.',
  pvc_unbound: 'Look at the claim and its storage class: something keeps its volume from being made.',
  pvc_wait_first_consumer: 'Nothing yet: the volume is made with the node. Look at the storage class when it lasts.',
  pvc_lost: 'Stop the run, and find out what became of the volume before anything else uses this home.',
  volume_attach: 'Look whether the volume is still attached to another node, for a server that runs there.',
  volume_mount: 'Look at the storage server and its export, from that node.',
  image_pull: 'Check migrator.image and migrator.imagePullSecrets, and that the node reaches the registry.',
  config_error: 'Look in the events for the name of what is missing, and make it.',
  create_error: 'Look in the events for what the node says, and at the node itself.',
  admission_denied: 'Read what the admission rule says, and mend the rule or the settings of the pod.',
  unscheduled_no_event: 'Look whether the scheduler of the cluster runs.',
  init_running: null,
  container_creating: null,
  no_contact: 'Nothing has to be done here: Rehome goes on trying. Whatever the pod does meanwhile is not lost.',
};

/** One sentence or two; null where nothing is to be done, or nothing is known of such a reason. */
export const nextWhenStuck = (key: string): string | null => (Object.hasOwn(NEXT, key) ? (NEXT[key] ?? null) : null);

/** Whether there are words for a reason. */
export const hasWords = (key: string): boolean => Object.hasOwn(NEXT, key);
