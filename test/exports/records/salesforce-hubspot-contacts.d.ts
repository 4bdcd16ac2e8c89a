/* Records of the integration spec INT-2025-047 · Salesforce -> HubSpot: Two-way contact synchronisation, as they are delivered and written. */

/** The record as the source delivers it. */
export interface SourceRecord {
  /** string(18), at least 18 characters. */
  Id: string;
  /** string(80). */
  Email: string;
  /** string(40). */
  FirstName: string | null;
  /** string(80). */
  LastName: string;
  /** string(40). */
  Phone: string | null;
  /** string(128). */
  Title: string | null;
  Account?: {
    /** string(255). */
    Name?: string;
  };
  /** string(40). */
  MailingCity: string | null;
  /** string(80). */
  MailingCountry: string | null;
  /** string(40), one of "Web", "Phone Inquiry", "Partner Referral", "Purchased List" or "Other". */
  LeadSource: "Web" | "Phone Inquiry" | "Partner Referral" | "Purchased List" | "Other" | null;
  HasOptedOutOfEmail: boolean;
  /** date. */
  Birthdate: string | null;
  /** string(18). */
  OwnerId: string;
  /** datetime, with an offset. */
  LastModifiedDate: string;
}

/** The record as it is written to the target. */
export interface TargetRecord {
  /** string(80). */
  sync_email: string;
  /** string(80). */
  email: string;
  /** string(18). */
  sf_contact_id: string;
  /** string(40). */
  firstname?: string | null;
  /** string(80). */
  lastname: string;
  /** string(40). */
  phone?: string | null;
  /** string(128). */
  jobtitle?: string | null;
  /** string(255). */
  company?: string | null;
  /** string(40). */
  city?: string | null;
  /** string(80). */
  country?: string | null;
  /** string(20), one of "web", "phone", "partner", "list" or "other". */
  sf_lead_source?: "web" | "phone" | "partner" | "list" | "other" | null;
  sf_email_consent: boolean;
  /** datetime, in UTC. */
  sf_last_modified_at: string;
  /** string(20). */
  sf_sync_origin: string;
}

/** The record as the source delivers it. */
export interface ReverseSourceRecord {
  /** string(20). */
  id: string;
  properties: {
    /** string(80). */
    email: string;
    firstname: string | null;
    lastname: string | null;
    phone: string | null;
    jobtitle: string | null;
    city: string | null;
    country: string | null;
    /** string(30), one of "subscriber", "lead", "marketingqualifiedlead", "salesqualifiedlead", "opportunity", "customer" and 2 more. */
    lifecyclestage: "subscriber" | "lead" | "marketingqualifiedlead" | "salesqualifiedlead" | "opportunity" | "customer" | "evangelist" | "other" | null;
    /** string(5), one of "true" or "false". */
    hs_email_optout: "true" | "false" | null;
  };
  /** datetime, in UTC. */
  createdAt: string;
  /** datetime, in UTC. */
  updatedAt: string;
  archived: boolean;
}

/** The record as it is written to the target. */
export interface ReverseTargetRecord {
  /** string(80). */
  Sync_Email__c: string;
  /** string(80). */
  Email: string;
  /** string(20). */
  HubSpot_Contact_ID__c: string;
  /** string(40). */
  FirstName?: string | null;
  /** string(80). */
  LastName: string;
  /** string(40). */
  Phone?: string | null;
  /** string(128). */
  Title?: string | null;
  /** string(40). */
  MailingCity?: string | null;
  /** string(80). */
  MailingCountry?: string | null;
  /** string(40), one of "Subscriber", "Lead", "Marketing Qualified", "Sales Qualified", "Opportunity", "Customer" and 2 more. */
  HubSpot_Lifecycle_Stage__c?: "Subscriber" | "Lead" | "Marketing Qualified" | "Sales Qualified" | "Opportunity" | "Customer" | "Evangelist" | "Other" | null;
  HasOptedOutOfEmail: boolean;
  /** datetime, in UTC. */
  HubSpot_Last_Modified__c: string;
}
