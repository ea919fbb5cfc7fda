namespace OrleansTrading.Silo.Api.Jobs;

/// <summary>How far a run is.</summary>
/// <param name="Done">Items dealt with.</param>
/// <param name="Total">Items altogether; 0 while that is not known.</param>
/// <param name="Message">What is being done.</param>
internal sealed record RunProgressView(int Done, int Total, string? Message);
