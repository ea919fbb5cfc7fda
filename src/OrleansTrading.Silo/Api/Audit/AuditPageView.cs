namespace OrleansTrading.Silo.Api.Audit;

/// <summary>A page of the audit log.</summary>
/// <param name="Entries">Newest first.</param>
/// <param name="Next">For <c>after</c>, to get the page that follows; null when there is none.</param>
internal sealed record AuditPageView(IReadOnlyList<AuditEntryView> Entries, string? Next);
