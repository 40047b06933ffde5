print("baoshu")
