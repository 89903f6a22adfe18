import { describe, expect, it } from 'vitest';
import { type ContractApi, claim, invalidBody, pod } from './contract-api.ts';

const SUBDOMAIN_RULE =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'example.com', regex used for validation is " +
  "'[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_RULE =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an " +
  "alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";
const KEY_RULE =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric " +
  "character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is " +
  "'([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const VALUE_RULE =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end " +
  "with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is " +
  "'(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";
const INVALID = 'FieldValueInvalid';

/** What is refused, and with which words. */
export function describeLimits(api: () => ContractApi): void {
  describe('limits on names, labels and annotations', () => {
    const refused = async (sent: object) => {
      const ns = await api().namespace();
      const { code, body } = await api().post(`${ns}/pods`, sent);
      expect(code).toBe(422);
      return body;
    };
    const long = 'x'.repeat(254);
    const cases: readonly [string, object, [string, string, string][]][] = [
      ['upper case', { name: 'A_b' }, [['metadata.name', INVALID, `Invalid value: "A_b": ${SUBDOMAIN_RULE}`]]],
      [
        'too long',
        { name: long },
        [['metadata.name', INVALID, `Invalid value: "${long}": must be no more than 253 characters`]],
      ],
      ['no name', {}, [['metadata.name', 'FieldValueRequired', 'Required value: name or generateName is required']]],
    ];
    it.each(cases)('a pod name: %s', async (_, metadata, causes) => {
      expect(await refused(pod(metadata))).toEqual(
        invalidBody('Pod', (metadata as { name?: string }).name ?? '', ...causes),
      );
    });

    it('a pod name of 253 characters is taken', async () => {
      const ns = await api().namespace();
      expect((await api().post(`${ns}/pods`, pod({ name: 'x'.repeat(253) }))).code).toBe(201);
    });

    it('label keys and values', async () => {
      const value = 'v'.repeat(64);
      const key = 'k'.repeat(64);
      const metadata = 'metadata.labels';
      expect(await refused(pod({ name: 'b', labels: { 'bad key': 'v' } }))).toEqual(
        invalidBody('Pod', 'b', [metadata, INVALID, `Invalid value: "bad key": ${KEY_RULE}`]),
      );
      expect(await refused(pod({ name: 'b', labels: { ok: '-bad' } }))).toEqual(
        invalidBody('Pod', 'b', [metadata, INVALID, `Invalid value: "-bad": ${VALUE_RULE}`]),
      );
      expect(await refused(pod({ name: 'b', labels: { ok: value } }))).toEqual(
        invalidBody('Pod', 'b', [metadata, INVALID, `Invalid value: "${value}": must be no more than 63 characters`]),
      );
      expect(await refused(pod({ name: 'b', labels: { [key]: 'v' } }))).toEqual(
        invalidBody('Pod', 'b', [
          metadata,
          INVALID,
          `Invalid value: "${key}": name part must be no more than 63 characters`,
        ]),
      );
      expect(await refused(pod({ name: 'b', labels: { '/x': 'v' } }))).toEqual(
        invalidBody('Pod', 'b', [metadata, INVALID, 'Invalid value: "/x": prefix part must be non-empty']),
      );
    });

    it('annotations of more than 256 KiB', async () => {
      const message = 'Too long: may not be more than 262144 bytes';
      expect(await refused(pod({ name: 'b', annotations: { big: 'v'.repeat(262_145) } }))).toEqual(
        invalidBody('Pod', 'b', ['metadata.annotations', 'FieldValueTooLong', message]),
      );
    });

    it('namespace names are DNS labels', async () => {
      const { body } = await api().post('/api/v1/namespaces', { metadata: { name: 'Bad.Name' } });
      const message = `Invalid value: "Bad.Name": ${LABEL_RULE}`;
      expect(body).toEqual(invalidBody('Namespace', 'Bad.Name', ['metadata.name', INVALID, message]));
    });
  });

  describe('what makes no pod', () => {
    const cases: readonly [string, object, [string, string, string][]][] = [
      ['no container', { containers: [] }, [['spec.containers', 'FieldValueRequired', 'Required value']]],
      [
        'bad container names and images, all at once',
        { containers: [{ name: 'C_x', image: 'i' }, { name: 'y' }, { name: 'y', image: 'i' }] },
        [
          ['spec.containers[0].name', INVALID, `Invalid value: "C_x": ${LABEL_RULE}`],
          ['spec.containers[1].image', 'FieldValueRequired', 'Required value'],
          ['spec.containers[2].name', 'FieldValueDuplicate', 'Duplicate value: "y"'],
        ],
      ],
      [
        'a mount without its volume',
        { containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/x' }] }] },
        [['spec.containers[0].volumeMounts[0].name', 'FieldValueNotFound', 'Not found: "v"']],
      ],
      [
        'a subPath that climbs',
        {
          containers: [{ name: 'c', image: 'i', volumeMounts: [{ name: 'v', mountPath: '/x', subPath: '../x' }] }],
          volumes: [{ name: 'v', emptyDir: {} }],
        },
        [['spec.containers[0].volumeMounts.subPath', INVALID, `Invalid value: "../x": must not contain '..'`]],
      ],
      [
        'volumes without what they need',
        {
          volumes: [
            { name: 'v', emptyDir: {} },
            { name: 'v', emptyDir: {} },
            { name: 'w', persistentVolumeClaim: { claimName: '' } },
          ],
        },
        [
          ['spec.volumes[1].name', 'FieldValueDuplicate', 'Duplicate value: "v"'],
          ['spec.volumes[2].persistentVolumeClaim.claimName', 'FieldValueRequired', 'Required value'],
        ],
      ],
      [
        'an unknown restart policy',
        { restartPolicy: 'Sometimes' },
        [
          [
            'spec.restartPolicy',
            'FieldValueNotSupported',
            'Unsupported value: "Sometimes": supported values: "Always", "OnFailure", "Never"',
          ],
        ],
      ],
      [
        'no time at all',
        { activeDeadlineSeconds: 0 },
        [['spec.activeDeadlineSeconds', INVALID, 'Invalid value: 0: must be between 1 and 2147483647, inclusive']],
      ],
    ];
    it.each(cases)('%s is a 422 with every cause', async (_, spec, causes) => {
      const ns = await api().namespace();
      const { body } = await api().post(`${ns}/pods`, pod({ name: 'b' }, spec));
      expect(body).toEqual(invalidBody('Pod', 'b', ...causes));
    });

    it('a claim without modes and size is a 422', async () => {
      const ns = await api().namespace();
      const { body } = await api().post(`${ns}/persistentvolumeclaims`, { ...claim('c'), spec: {} });
      expect(body).toEqual(
        invalidBody(
          'PersistentVolumeClaim',
          'c',
          ['spec.accessModes', 'FieldValueRequired', 'Required value: at least 1 access mode is required'],
          ['spec.resources[storage]', 'FieldValueRequired', 'Required value'],
        ),
      );
    });
  });
}
