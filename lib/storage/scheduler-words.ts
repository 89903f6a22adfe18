import type { PendingKey } from './pending-reason.ts';

type Said = [PendingKey, string];

/** What the scheduler says of storage. https://github.com/kubernetes/kubernetes pkg/scheduler/framework/plugins/volumebinding */
const STORAGE: readonly (readonly [RegExp, PendingKey, string])[] = [
  [
    /bound to non-existent|is lost|lost its volume/i,
    'pvc_lost',
    'Waiting for its storage. The volume behind the claim is gone.',
  ],
  [
    /waiting for first consumer|not yet bound.*WaitForFirstConsumer/i,
    'pvc_wait_first_consumer',
    'Waiting for its storage. The volume is made once a node is chosen.',
  ],
  [/unbound immediate|not bound|unbound/i, 'pvc_unbound', 'Waiting for its storage. The claim has no volume yet.'],
  [/persistentvolumeclaim "[^"]*" not found/i, 'pvc_unbound', "Waiting for its storage. The claim isn't there."],
  [
    /persistentvolumeclaim "[^"]*" is being deleted/i,
    'pvc_lost',
    'Waiting for its storage. The claim is being removed.',
  ],
];

/** What a node lacks, in few words; the first that matches is said. */
const NODE_WORDS: readonly (readonly [RegExp, string])[] = [
  [/^Insufficient memory/i, 'too little memory'],
  [/^Insufficient cpu/i, 'too little CPU'],
  [/^Insufficient ephemeral-storage/i, 'too little local disk'],
  [/^Insufficient (\S+)/i, 'too little $1'],
  [/^Too many pods/i, 'full of pods'],
  [/node\.kubernetes\.io\/(not-ready|unreachable)/i, 'not ready'],
  [/taint \{([^:}]+)/i, 'tainted $1'],
  [/unschedulable/i, 'closed for new pods'],
  [/didn't match Pod's node affinity\/selector|didn't match node selector/i, 'not the kind of node asked for'],
  [/volume node affinity conflict/i, "out of the volume's reach"],
  [/didn't find available persistent volumes/i, 'without a volume for the claim'],
  [/ReadWriteOncePod|exceed max volume count/i, 'unable to take the volume'],
];

const NOT_READY = 'not ready';
const NO_NODES = 'Waiting for a node. The cluster has none.';

/** The key and sentence of a scheduler's message about storage alone, if it is one. */
export function storageKey(message: string): Said | undefined {
  const found = STORAGE.find(([pattern]) => pattern.test(message));
  return found && [found[1], found[2]];
}

/**
 * The key and sentence of a scheduler's message about nodes, such as `0/4 nodes are available: 3 Insufficient memory,
 * 1 node(s) had untolerated taint {…}. preemption: …`.
 */
export function nodesSentence(message: string): Said {
  const said = /^(\d+)\/(\d+) nodes are available:?\s*(.*)$/s.exec(message);
  if (!said) return ['no_node_fits', /no nodes available/i.test(message) ? NO_NODES : 'Waiting for a node. None fits.'];
  const [, fit = '0', all = '0', rest = ''] = said;
  if (all === '0') return ['no_node_fits', NO_NODES];
  const clauses = clausesOf(rest);
  const key =
    clauses.length > 0 && clauses.every(({ lacks }) => lacks === NOT_READY) ? 'node_not_ready' : 'no_node_fits';
  const why = clauses.map(({ count, lacks }) => `${count} ${lacks}`).join(', ');
  return [key, `Waiting for a node. ${fit} of ${all} nodes fit${why ? `: ${why}` : ''}.`];
}

function clausesOf(rest: string): { count: string; lacks: string }[] {
  const reasons = rest.replace(/\s*(preemption:.*|no new claims to deallocate.*)$/is, '').replace(/\.\s*$/, '');
  // A taint holds commas of its own, so a clause begins where a number does.
  return [...reasons.matchAll(/(?:^|, )(\d+) (?:node\(s\) )?(.+?)(?=, \d+ |$)/gs)].map(([, count = '', said = '']) => {
    const found = NODE_WORDS.find(([pattern]) => pattern.test(said));
    const lacks = found ? said.replace(new RegExp(`^.*?${found[0].source}.*$`, 'is'), found[1]) : said;
    return { count, lacks };
  });
}
