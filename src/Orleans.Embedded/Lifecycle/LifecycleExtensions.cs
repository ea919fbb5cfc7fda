namespace Orleans;

public static class LifecycleExtensions
{
    private static readonly Func<CancellationToken, Task> Nothing = static _ => Task.CompletedTask;

    public static IDisposable Subscribe(
        this ILifecycleObservable observable,
        string observerName,
        int stage,
        Func<CancellationToken, Task> onStart,
        Func<CancellationToken, Task>? onStop)
        => observable.Subscribe(observerName, stage, new Observer(onStart, onStop ?? Nothing));

    public static IDisposable Subscribe(
        this ILifecycleObservable observable, string observerName, int stage, Func<CancellationToken, Task> onStart)
        => observable.Subscribe(observerName, stage, new Observer(onStart, Nothing));

    public static IDisposable Subscribe<TObserver>(this ILifecycleObservable observable, int stage, ILifecycleObserver observer)
        => observable.Subscribe(NameOf<TObserver>(), stage, observer);

    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart, Func<CancellationToken, Task> onStop)
        => observable.Subscribe(NameOf<TObserver>(), stage, new Observer(onStart, onStop));

    public static IDisposable Subscribe<TObserver>(
        this ILifecycleObservable observable, int stage, Func<CancellationToken, Task> onStart)
        => observable.Subscribe(NameOf<TObserver>(), stage, new Observer(onStart, Nothing));

    public static IDisposable Subscribe(this ILifecycleObservable observable, int stage, ILifecycleObserver observer)
        => observable.Subscribe(observer.GetType().FullName ?? observer.GetType().Name, stage, observer);

    private static string NameOf<TObserver>() => typeof(TObserver).FullName ?? typeof(TObserver).Name;

    private sealed class Observer(Func<CancellationToken, Task> onStart, Func<CancellationToken, Task> onStop) : ILifecycleObserver
    {
        public Task OnStart(CancellationToken cancellationToken = default) => onStart(cancellationToken);

        public Task OnStop(CancellationToken cancellationToken = default) => onStop(cancellationToken);
    }
}
