/** The contracts by their short names. */
import type { components } from './schema';

type Schemas = components['schemas'];
export type CallToken = Schemas['CallToken'];
export type CallPin = Schemas['CallPin'];
export type CallView = Schemas['CallView'];
export type DebriefView = Schemas['DebriefView'];
export type Deliverable = Schemas['Deliverable'];
export type Evidence = Schemas['EvidenceView'];
export type Fact = Schemas['Understood'];
export type FileView = Schemas['FileView'];
export type FitItem = Schemas['FitItem'];
export type JobView = Schemas['JobView'];
export type Leaf = Schemas['Leaf'];
export type Letter = { recipient: Record<'name' | 'role' | 'company', string> & { email: string | null }; subject: string; paragraphs: string[] };
/** A story of an interview pack: `Story` of the contracts; documents are open objects in the schema. */
export type Story = Record<'id' | 'title' | 'quote' | 'situation' | 'task' | 'action' | 'result' | 'reflection', string>;
export type MessageView = Schemas['MessageView'];
export type PracticeView = Schemas['PracticeView'];
export type Problem = Schemas['Problem'];
export type Proposal = Schemas['Proposal'];
export type Question = Schemas['Question'];
export type Segment = Schemas['Segment'];
export type Sending = Schemas['Sending'];
export type SessionView = Schemas['SessionView'];
export type Suggestion = Schemas['Suggestion'];
export type Turn = Schemas['Turn'];
export type TurnEvent = Schemas['TurnEvent'];
export type TurnRequest = Pick<Schemas['TurnRequest'], 'message'> & Partial<Schemas['TurnRequest']>;
export type Persona = Turn['persona'];
export type Speaker = Segment['speaker'];
export type Intent = Suggestion['intent'];
export type AuditLine = Schemas['AuditLine'];
export type MemoryView = Schemas['MemoryView'];
export type PersonView = Schemas['PersonView'];
export type Remark = Schemas['Remark'];
export type VersionView = Schemas['VersionView'];
export type Goal = NonNullable<PersonView['goal']>;
