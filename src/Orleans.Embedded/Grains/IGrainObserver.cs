using Orleans.Runtime;

namespace Orleans;

/// <summary>The root of the interfaces whose implementations grains can call back.</summary>
public interface IGrainObserver : IAddressable;
