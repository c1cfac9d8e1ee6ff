import { CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { AlarmTopic } from './constructs/alarm-topic.ts';
import { Alarms } from './constructs/alarms.ts';
import { type Binding, sendingTo, variable } from './constructs/binding.ts';
import { CanbaoFunction, type CanbaoFunctionProps } from './constructs/canbao-function.ts';
import { DailySchedule } from './constructs/daily-schedule.ts';
import { FactsTable } from './constructs/facts-table.ts';
import { MailSender } from './constructs/mail-sender.ts';
import { OwnKey } from './constructs/own-key.ts';
import { Secrets } from './constructs/secrets.ts';
import { ServiceDashboard } from './constructs/service-dashboard.ts';
import { WebhookApi } from './constructs/webhook-api.ts';
import {
  CODE_TIMEOUT,
  DETAILS,
  DIGEST_SENDERS,
  DIGESTS,
  ENRICH_TIMEOUT,
  FEEDBACK_TIMEOUT,
  type QueueKind,
  REPLAY_TIMEOUT,
  REPLAYS,
  SEND_TIMEOUT,
  SIGN_IN_CODES,
  UPLOAD_TIMEOUT,
  UPLOADS,
  WorkQueue,
  type WorkQueues,
} from './constructs/work-queues.ts';
import type { Settings } from './settings.ts';

/**
 * The maximum that Lambda allows. 250,000 people take five minutes, and Feishu lists 4,800 people a minute at our rate.
 */
const PULL_TIMEOUT = Duration.minutes(15);

/** The timeout is enough for two hundred people, each with some writes. */
const RETENTION_TIMEOUT = Duration.minutes(10);

/**
 * The stage whose stack has termination protection. It must be switched off by hand before the stack can be deleted.
 */
const PROTECTED_STAGE = 'prod';

const READING_REGISTRY = { registry: ['Query'], stated: ['Query'] } as const;

/**
 * The rights to fold a person's facts again, and to note units and values that the registry does not contain. No
 * function may write the registry itself.
 */
const TAKING_IN = {
  registry: ['Query'],
  stated: ['Query', 'PutItem'],
  employees: ['Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
  people: ['UpdateItem'],
} as const;

/**
 * The whole service, in the order in which data pass through it. The stack composes the constructs and defines no
 * resource itself.
 */
export class ServiceStack extends Stack {
  readonly #settings: Settings;
  readonly #facts: FactsTable;
  readonly #secrets: Secrets;
  readonly #mail: MailSender;
  readonly #queues: WorkQueues;
  readonly #variables;

  constructor(scope: Construct, id: string, settings: Settings) {
    const { stage, account, region, sources, hookKey, apiHosts, unsigned } = settings;
    super(scope, id, {
      description: `Canbao: enrolments and removals in medical insurance, stage ${stage}`,
      env: { ...(account && { account }), ...(region && { region }) },
      terminationProtection: stage === PROTECTED_STAGE,
      analyticsReporting: false,
    });
    this.#settings = settings;
    this.#variables = {
      sources: variable('SOURCES', sources.join(',')),
      apiHosts: variable('API_HOSTS', apiHosts?.join(',')),
      unsigned: variable('UNSIGNED_SOURCES', unsigned?.join(',')),
      caseLink: variable('CASE_LINK', settings.caseLink),
      fallbackMailbox: variable('FALLBACK_MAILBOX', settings.fallbackMailbox),
    };
    this.#facts = new FactsTable(this, 'Facts', { stage });
    if (settings.hardened === 'on') new OwnKey(this, 'Own', { stage });
    this.#secrets = new Secrets(this, 'Secrets', { stage, sources });
    this.#mail = this.#mailSender();
    const queue = (id: string, kind: QueueKind) => new WorkQueue(this, id, stage, kind);
    const hasPortal = settings.portal === 'on';
    this.#queues = {
      digests: queue('Digests', DIGESTS),
      details: this.#secrets.hasApis ? queue('Details', DETAILS) : undefined,
      codes: hasPortal ? queue('Codes', SIGN_IN_CODES) : undefined,
      uploads: hasPortal ? queue('Uploads', UPLOADS) : undefined,
      replays: hasPortal ? queue('Replays', REPLAYS) : undefined,
      feedback: this.#mail.feedback?.queue,
    };

    const receiveEvent = this.#receiveEvent();
    const webhooks = new WebhookApi(this, 'Webhooks', { stage, receiveEvent, sources, hookKey });
    const portal = this.#portal(webhooks);
    const planDigests = this.#planDigests();
    const sendDigest = this.#sendDigest(portal.link);
    const checkRun = this.#checkRun();
    const applyRetention = this.#applyRetention();
    const mailFeedback = this.#mailFeedback();
    const enrichEvent = this.#enrichEvent();
    const pullRoster = this.#pullRoster();

    const schedule = this.#schedule(planDigests, checkRun, applyRetention, pullRoster);
    this.#queues.digests.feed(sendDigest);

    const functions = [
      receiveEvent,
      planDigests,
      sendDigest,
      checkRun,
      applyRetention,
      ...enrichEvent,
      ...pullRoster,
      ...portal.functions,
      ...mailFeedback,
    ];
    this.#watch(functions, webhooks, schedule);
    // The path is shown without the key, which would otherwise appear in the deployment log.
    const path = hookKey === undefined ? 'hooks/<source>' : 'hooks/<hookKey>/<source>';
    this.#output('ApiUrl', webhooks.url, `HR systems post to ${path} under this address`);
    for (const { node, lambda } of functions) this.#output(`${node.id}FunctionName`, lambda.functionName);
    this.#output('TableName', this.#facts.table.tableName);
    for (const [source, { secretArn }] of this.#secrets.webhooks) {
      const id = `WebhookSecretArn${source === 'standard' ? '' : source}`;
      this.#output(id, secretArn, `The secret of ${source}; see infra/README.md`);
    }
    for (const [index, { name, value }] of this.#mail.dkimRecords.entries())
      this.#output(`DkimRecord${index + 1}`, `${name} CNAME ${value}`, 'Enter it into the DNS of sesDomain');
  }

  #receiveEvent(): CanbaoFunction {
    return this.#function('ReceiveEvent', {
      name: 'receive-event',
      description: 'Takes in an event of an HR system: verifies it and appends its facts',
      timeout: Duration.seconds(10),
      // Some senders wait only 1.5 s, including a cold start; CPU grows with memory.
      memorySize: 1024,
      reserved: this.#settings.receiveConcurrency,
      bindings: [
        this.#facts.binding({
          table: {
            ...TAKING_IN,
            deliveries: ['GetItem', 'PutItem'],
            // GetItem is needed because earlier releases stored `stated` items in this partition.
            registry: ['Query', 'GetItem'],
            imports: ['GetItem'],
            sources: ['PutItem', 'UpdateItem'],
            quarantine: ['GetItem', 'PutItem'],
            quarantineBodies: ['PutItem'],
            quarantineCounts: ['UpdateItem'],
          },
        }),
        ...this.#secrets.verifyingWebhooks(),
        this.#variables.unsigned,
        this.#secrets.hashingIdentities(),
        ...this.#requestingDetails(),
      ],
    });
  }

  /** Creates enrich-event, only if a source has its own API. */
  #enrichEvent(): CanbaoFunction[] {
    const { details } = this.#queues;
    if (details === undefined) return [];
    const enrichEvent = this.#function('EnrichEvent', {
      name: 'enrich-event',
      description: 'Asks an HR system for missing details of an event and appends the facts',
      timeout: ENRICH_TIMEOUT,
      bindings: [
        this.#facts.binding({ table: TAKING_IN }),
        ...this.#secrets.callingApis(),
        this.#variables.apiHosts,
        this.#secrets.hashingIdentities(),
      ],
    });
    details.feed(enrichEvent);
    return [enrichEvent];
  }

  /** Creates pull-roster, only if a source has its own API. Not every such API can list employees. */
  #pullRoster(): CanbaoFunction[] {
    if (!this.#secrets.hasApis) return [];
    const pullRoster = this.#function('PullRoster', {
      name: 'pull-roster',
      description: "Compares the HR systems' lists of employees with the facts",
      timeout: PULL_TIMEOUT,
      // 250,000 people use a third of this memory; CPU grows with memory.
      memorySize: 1024,
      bindings: [
        this.#facts.binding({
          table: { ...TAKING_IN, rosterFindings: ['Query', 'BatchWriteItem'] },
          index: ['Query'],
        }),
        ...this.#secrets.callingApis(),
        this.#variables.apiHosts,
        this.#secrets.hashingIdentities(),
      ],
    });
    return [pullRoster];
  }

  #planDigests(): CanbaoFunction {
    return this.#function('PlanDigests', {
      name: 'plan-digests',
      description:
        'Opens the run of the day and puts its digests, guides and work after imports on the queue',
      timeout: Duration.seconds(60),
      bindings: [
        this.#facts.binding({
          table: {
            ...READING_REGISTRY,
            runs: ['UpdateItem'],
            unknownCharges: ['Query'],
            mailAddresses: ['Query'],
          },
          index: ['Query'],
        }),
        sendingTo('DIGEST_QUEUE_URL', this.#queues.digests.queue),
        this.#variables.fallbackMailbox,
      ],
    });
  }

  #mailSender(): MailSender {
    const { stage, sender, mail, sendsPerSecond } = this.#settings;
    const { key } = this.#facts;
    return new MailSender(this, 'Mail', {
      ...{ stage, sender, mail, sendsPerSecond, key },
      instances: DIGEST_SENDERS,
    });
  }

  #sendDigest(portalLink: Binding): CanbaoFunction {
    return this.#function('SendDigest', {
      name: 'send-digest',
      description: 'Computes the digest of one person for one day and mails it',
      timeout: SEND_TIMEOUT,
      bindings: [
        this.#facts.binding({
          table: {
            registry: ['Query'],
            stated: ['Query', 'GetItem', 'PutItem'],
            employees: ['Query', 'BatchGetItem', 'PutItem', 'UpdateItem'],
            people: ['BatchGetItem'],
            imports: ['Query'],
            unknownCharges: ['Query', 'BatchWriteItem'],
            rosterFindings: ['Query'],
            quarantine: ['Query'],
            quarantineCounts: ['Query'],
            sources: ['Query'],
            runs: ['GetItem', 'UpdateItem'],
            digests: ['Query', 'PutItem'],
            // Only an SMTP server tells the sending function at once that an address has no mailbox. SES reports it to
            // mail-feedback.
            mailAddresses: this.#mail.feedback === undefined ? ['Query', 'GetItem', 'PutItem'] : ['Query'],
            signIns: ['GetItem'],
          },
          index: ['Query'],
        }),
        sendingTo('DIGEST_QUEUE_URL', this.#queues.digests.queue),
        // Messages that can never succeed are sent to the dead-letter queue at once.
        sendingTo('DIGEST_DEAD_LETTER_QUEUE_URL', this.#queues.digests.deadLetters),
        this.#mail.binding(),
        this.#variables.fallbackMailbox,
        this.#variables.sources,
        this.#variables.unsigned,
        this.#variables.caseLink,
        portalLink,
      ],
    });
  }

  /**
   * Creates the staff pages, and the function that sends sign-in codes. `link` gives other functions the address of the
   * pages.
   */
  #portal(webhooks: WebhookApi): { readonly functions: CanbaoFunction[]; readonly link: Binding } {
    const { codes, uploads, replays } = this.#queues;
    if (codes === undefined || uploads === undefined || replays === undefined)
      return { functions: [], link: variable('PORTAL_URL', undefined) };
    const { portalDomain: name, portalCertificateArn: certificateArn } = this.#settings;
    const staffPortal = this.#function('StaffPortal', {
      name: 'staff-portal',
      description: 'The pages on which staff look at cases and record what they did',
      timeout: Duration.seconds(29),
      // People wait for a page, so the function has more memory, and with it more CPU.
      memorySize: 1024,
      bindings: [
        this.#facts.binding({
          table: {
            registry: ['Query', 'GetItem'],
            stated: ['Query', 'GetItem', 'PutItem'],
            employees: ['Query', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
            // This lets staff assign a row of an import to a person.
            imports: ['Query', 'GetItem', 'PutItem'],
            rosterFindings: ['Query', 'BatchWriteItem'],
            signIns: ['Query', 'GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
            deliveries: ['PutItem'],
            unknownCharges: ['Query', 'BatchWriteItem'],
            signInLimits: ['UpdateItem'],
            activities: ['Query', 'PutItem'],
            people: ['BatchGetItem'],
            uploads: ['Query', 'GetItem', 'PutItem', 'BatchWriteItem'],
            mailAddresses: ['Query', 'GetItem', 'PutItem'],
            // Entries are added under new keys; nothing changes or deletes one.
            audits: ['Query', 'PutItem'],
            sources: ['Query'],
            digests: ['Query'],
            runs: ['GetItem'],
            // Only replay-event reads the bodies.
            quarantine: ['Query', 'DeleteItem'],
            quarantineBodies: ['DeleteItem'],
          },
          index: ['Query'],
        }),
        sendingTo('CODE_QUEUE_URL', codes.queue),
        sendingTo('UPLOAD_QUEUE_URL', uploads.queue),
        // The key is needed because rows of a file are matched to people by hashes and stored encrypted.
        this.#secrets.hashingIdentities(),
        sendingTo('REPLAY_QUEUE_URL', replays.queue),
        this.#variables.fallbackMailbox,
        this.#variables.caseLink,
        this.#variables.sources,
        this.#variables.apiHosts,
      ],
    });
    const sendCode = this.#function('SendSignInCode', {
      name: 'send-sign-in-code',
      description: 'Mails a sign-in code to a registered person who requested one',
      timeout: CODE_TIMEOUT,
      bindings: [
        this.#facts.binding({
          table: {
            ...READING_REGISTRY,
            signIns: ['PutItem'],
            // Only an SMTP server tells the sending function at once that an address has no mailbox. SES reports it to
            // mail-feedback.
            ...(this.#mail.feedback === undefined && { mailAddresses: ['GetItem', 'PutItem'] as const }),
          },
        }),
        this.#mail.binding(),
        this.#variables.fallbackMailbox,
      ],
    });
    codes.feed(sendCode);
    const importUpload = this.#function('ImportUpload', {
      name: 'import-upload',
      description: 'Tries out and stores files with many people that staff uploaded',
      timeout: UPLOAD_TIMEOUT,
      // The function has the spells of all people in memory at the same time.
      memorySize: 1024,
      bindings: [
        this.#facts.binding({
          table: {
            registry: ['Query'],
            stated: ['Query', 'GetItem', 'PutItem'],
            employees: ['Query', 'PutItem', 'UpdateItem'],
            people: ['BatchGetItem'],
            imports: ['Query', 'PutItem'],
            unknownCharges: ['Query', 'BatchWriteItem'],
            rosterFindings: ['Query', 'BatchWriteItem'],
            uploads: ['Query', 'GetItem', 'PutItem', 'BatchWriteItem'],
            activities: ['PutItem'],
          },
          index: ['Query'],
        }),
        this.#secrets.hashingIdentities(),
      ],
    });
    uploads.feed(importUpload);
    const replayEvent = this.#replayEvent(replays);
    const domain = name !== undefined && certificateArn !== undefined ? { name, certificateArn } : undefined;
    const { url, alias } = webhooks.addPortal({ staffPortal, domain });
    this.#output('PortalUrl', url, 'Staff sign in here with their mail address');
    if (alias !== undefined) this.#output('PortalAlias', alias, 'Make portalDomain a CNAME of this name');
    return {
      functions: [staffPortal, sendCode, importUpload, replayEvent],
      link: variable('PORTAL_URL', url),
    };
  }

  /**
   * Creates replay-event. It is a separate function, because the portal is not allowed to read quarantined bodies and
   * only sends the event's id.
   */
  #replayEvent(replays: WorkQueue): CanbaoFunction {
    const replayEvent = this.#function('ReplayEvent', {
      name: 'replay-event',
      description: 'Processes an event in quarantine again that an administrator chose on the portal',
      timeout: REPLAY_TIMEOUT,
      bindings: [
        this.#facts.binding({
          table: {
            ...TAKING_IN,
            registry: ['Query', 'GetItem'],
            imports: ['GetItem'],
            deliveries: ['GetItem', 'PutItem'],
            quarantine: ['GetItem', 'UpdateItem', 'DeleteItem'],
            quarantineBodies: ['GetItem', 'DeleteItem'],
          },
        }),
        this.#secrets.hashingIdentities(),
        ...this.#requestingDetails(),
      ],
    });
    replays.feed(replayEvent);
    return replayEvent;
  }

  /** Creates mail-feedback, only if the mail service reports delivery results. */
  #mailFeedback(): CanbaoFunction[] {
    if (this.#mail.feedback === undefined) return [];
    const mailFeedback = this.#function('MailFeedback', {
      name: 'mail-feedback',
      description: 'Stores SES notifications about mails: delivered, bounced, complaint',
      timeout: FEEDBACK_TIMEOUT,
      bindings: [
        this.#facts.binding({
          table: {
            registry: ['Query'],
            // If a leaver's guide is returned, the spell is folded again and gets a case.
            stated: ['Query', 'PutItem'],
            employees: ['Query', 'PutItem', 'UpdateItem'],
            mailAddresses: ['GetItem', 'PutItem'],
            runs: ['UpdateItem'],
          },
        }),
      ],
    });
    this.#mail.feedback.queue.feed(mailFeedback);
    return [mailFeedback];
  }

  #checkRun(): CanbaoFunction {
    return this.#function('CheckRun', {
      name: 'check-run',
      description: 'Checks that the run of the day is complete',
      timeout: Duration.seconds(30),
      bindings: [
        this.#facts.binding({ table: { ...READING_REGISTRY, runs: ['Query'], sources: ['Query'] } }),
        this.#variables.sources,
      ],
    });
  }

  /** Creates the only function that overwrites stored facts. It is called by the schedule and has no endpoint. */
  #applyRetention(): CanbaoFunction {
    return this.#function('ApplyRetention', {
      name: 'apply-retention',
      description: 'Removes the personal data of people who left longer ago than the retention period',
      timeout: RETENTION_TIMEOUT,
      bindings: [
        this.#facts.binding({
          table: {
            ...TAKING_IN,
            stated: ['Query', 'GetItem', 'PutItem'],
            people: ['UpdateItem', 'DeleteItem'],
            imports: ['Query', 'PutItem'],
            unknownCharges: ['Query', 'BatchWriteItem'],
            rosterFindings: ['Query', 'BatchWriteItem'],
            activities: ['Query', 'PutItem'],
            audits: ['PutItem'],
          },
          index: ['Query'],
        }),
        variable('RETENTION_YEARS', String(this.#settings.retentionYears)),
      ],
    });
  }

  #schedule(
    planDigests: CanbaoFunction,
    checkRun: CanbaoFunction,
    applyRetention: CanbaoFunction,
    [pullRoster]: readonly CanbaoFunction[],
  ): DailySchedule {
    const { stage, scheduleAt: at, zone } = this.#settings;
    const functions = { planDigests, checkRun, applyRetention, pullRoster };
    return new DailySchedule(this, 'Schedule', { stage, at, zone, ...functions });
  }

  #watch(functions: readonly CanbaoFunction[], webhooks: WebhookApi, schedule: DailySchedule): void {
    const { stage, region, alarmMailbox: mailbox } = this.#settings;
    const { topic } = new AlarmTopic(this, 'AlarmTopic', { stage, mailbox });
    const watched = { stage, functions, schedule, queues: this.#queues };
    new Alarms(this, 'Alarms', {
      ...{ ...watched, topic, webhooks, table: this.#facts.table },
      usesSes: this.#settings.mail.transport === 'ses',
    });
    this.#output('AlarmTopicArn', topic.topicArn);
    if (this.#settings.dashboard === 'off') return;
    const dashboard = new ServiceDashboard(this, 'Dashboard', { ...watched, region });
    this.#output('DashboardUrl', dashboard.url);
  }

  #requestingDetails(): Binding[] {
    const { details } = this.#queues;
    return details === undefined ? [] : [sendingTo('DETAILS_QUEUE_URL', details.queue)];
  }

  #function(id: string, props: Omit<CanbaoFunctionProps, 'stage'>): CanbaoFunction {
    return new CanbaoFunction(this, id, { stage: this.#settings.stage, ...props });
  }

  #output(id: string, value: string, description?: string): void {
    new CfnOutput(this, id, { value, ...(description && { description }) });
  }
}
