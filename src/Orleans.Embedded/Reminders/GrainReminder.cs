using Orleans.Runtime;

namespace EmbeddedEngine.Reminders;

/// <summary>A reminder as its grain holds it; the ETag tells whether it was registered anew since.</summary>
internal sealed record GrainReminder(string ReminderName, string ETag) : IGrainReminder;
