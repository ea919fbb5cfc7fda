namespace OrleansTrading.Grains.Jobs;

/// <summary>
/// A job: what it is, and what it does. A class that implements it and one line, <c>services.AddJob&lt;TJob, TParameters&gt;()</c>,
/// add it to the catalogue. Every run gets an instance of its own from the container, and runs outside of any grain.
/// </summary>
/// <typeparam name="TParameters">
/// What a run can be given: a class with a settable property for each parameter, its default beside it, validated by data annotations.
/// <see cref="NoParameters"/> where there is none.
/// </typeparam>
public interface IJob<in TParameters>
    where TParameters : class, new()
{
    static abstract JobDefinition Definition { get; }

    /// <summary>
    /// Does the work. What it throws is a failed attempt. It is to stop soon after <paramref name="cancellationToken"/> is cancelled;
    /// a run that does not is abandoned.
    /// </summary>
    Task RunAsync(JobContext context, TParameters parameters, CancellationToken cancellationToken);
}
